import { profileAt, type RuleProfile } from '@anju/rulebook/rule-profile';
import { ratifyBallot } from './ratification';

type Ratifying = Parameters<typeof ratifyBallot>[1];
type Answered = Ratifying['answers'][number];
const receivedAt = '2022-07-06T02:00:00.000Z';
const now = '2022-07-17T02:00:00.000Z';

const answer = (questionId: string, headKey: string, differing: Partial<Answered> = {}): Answered => ({
  questionId: questionId as Answered['questionId'],
  headKey,
  waits: true,
  sold: false,
  ...differing,
});
const ratify = (differing: Partial<Ratifying> = {}) =>
  ratifyBallot(
    { id: 'bal_1', receivedAt },
    {
      questionIds: ['que_1'],
      answers: [answer('que_1', 'C'), answer('que_2', 'C')],
      isCounted: () => false,
      proxy: null,
      heads: 0,
      paper: null,
      byOwner: true,
      profile: profileAt('140502', '2022-07-15'),
      now,
      ...differing,
    },
  );
const refused = (code: string, rule: string | null = 'GOV-MEET-4') => ({ refusal: { code, rule } });

test('[GOV-MEET-4] the owner ratifies the answers that are named, for every head that the ballot speaks for', () => {
  const answers = [answer('que_1', 'C'), answer('que_1', 'CD'), answer('que_2', 'C')];
  const by = { ballotId: 'bal_1', ratifiedAt: now, paperNumber: null, paperSha256: null };
  expect(ratify({ answers })).toMatchObject({
    state: [
      { ...by, questionId: 'que_1', headKey: 'C' },
      { ...by, questionId: 'que_1', headKey: 'CD' },
    ],
  });
});

test('[GOV-MEET-4] before the count, and not after it, each question by itself', () => {
  const counted = (id: string) => ({ isCounted: (questionId: string) => questionId === id });
  expect(ratify(counted('que_1'))).toMatchObject(refused('ALREADY_COUNTED'));
  expect(ratify(counted('que_2'))).toMatchObject({ accepted: true });
  expect(ratify({ ...counted('que_2'), questionIds: ['que_1', 'que_2'] })).toMatchObject(
    refused('ALREADY_COUNTED'),
  );
});

test('[GOV-MEET-4] questions are named once each, are on the paper, and all wait for it', () => {
  expect(ratify({ questionIds: ['que_2', 'que_1'] })).toMatchObject({ state: [{}, {}] });
  expect(ratify({ questionIds: [] })).toMatchObject(refused('QUESTION_NOT_FOUND', null));
  expect(ratify({ questionIds: ['que_1', 'que_1'] })).toMatchObject(refused('QUESTION_NOT_FOUND', null));
  expect(ratify({ questionIds: ['que_1', 'que_3'] })).toMatchObject(refused('QUESTION_NOT_FOUND', null));
  const answers = [answer('que_1', 'C'), answer('que_2', 'C', { waits: false })];
  expect(ratify({ answers })).toMatchObject({ accepted: true });
  expect(ratify({ answers, questionIds: ['que_1', 'que_2'] })).toMatchObject(refused('NOTHING_TO_RATIFY'));
});

test('[GOV-MEET-4, REG-7] who sold a head does not ratify for it, and does for another', () => {
  const sold = answer('que_1', 'C', { sold: true });
  expect(ratify({ answers: [sold] })).toMatchObject(refused('UNITS_SOLD', 'REG-7'));
  expect(ratify({ answers: [sold, answer('que_1', 'CD')] })).toMatchObject({ state: [{ headKey: 'CD' }] });
});

test('[GOV-MEET-4] what came at a death or after it is saved by nothing; what came before is, as after any other end', () => {
  const ended = (endedBecause: 'DIED' | 'RESIGNED', recalledAt: Ratifying['now']) =>
    ratify({ proxy: { endedBecause, recalledAt } });
  expect(ended('DIED', receivedAt)).toMatchObject(refused('ENDED_BY_DEATH'));
  expect(ended('DIED', '2022-07-06T02:00:00.001Z')).toMatchObject({ accepted: true });
  expect(ended('RESIGNED', receivedAt)).toMatchObject({ accepted: true });
});

test('[GOV-MEET-4] no paper is ratified beyond the heads that one agent may speak for', () => {
  const { meeting, ...rest } = profileAt('140502', '2022-07-15');
  const profile = { ...rest, meeting: { ...meeting, maxProxiesPerAgent: 3 } } as RuleProfile;
  expect(ratify({ heads: 100 })).toMatchObject({ accepted: true });
  expect(ratify({ heads: 3, profile })).toMatchObject({ accepted: true });
  expect(ratify({ heads: 4, profile })).toMatchObject(refused('TOO_MANY_FOR_ONE_AGENT'));
});

test('[GOV-MEET-4] an office ratifies by a paper with number and hash, an own token without', () => {
  const paper = { number: '追 1', sha256: 'ab'.repeat(32) };
  const byOffice = (differing: Partial<typeof paper> | null) =>
    ratify({ byOwner: false, paper: differing && { ...paper, ...differing } });
  expect(byOffice(null)).toMatchObject(refused('PAPER_MISSING'));
  expect(byOffice({})).toMatchObject({
    state: [{ paperNumber: '追 1', paperSha256: paper.sha256 }],
  });
  expect(byOffice({ number: '' })).toMatchObject(refused('PAPER_NUMBER_INVALID'));
  expect(byOffice({ number: '1' })).toMatchObject({ accepted: true });
  expect(byOffice({ number: '𠮷'.repeat(100) })).toMatchObject({ accepted: true });
  expect(byOffice({ number: '1'.repeat(101) })).toMatchObject(refused('PAPER_NUMBER_INVALID'));
  expect(byOffice({ sha256: 'ab'.repeat(31) })).toMatchObject(refused('PAPER_HASH_INVALID'));
});
