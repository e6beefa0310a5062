import { objectTo, reopenObjection } from './objection-window';
import { aDecision, aPosted, post } from './owners-decision.builder';
import { withdrawPosting } from './posting-withdrawal';

type By = Partial<Parameters<typeof withdrawPosting>[2]> & { said?: Partial<typeof paper> };
const now = '2022-09-26T02:00:00.000Z';
const paper = { paperNumber: '撤 1', paperSha256: 'ab'.repeat(32) };
const take = (decision = aPosted(), reason = '没有张贴', { said = {}, ...differing }: By = {}) =>
  withdrawPosting(
    decision,
    { reason, ...paper, ...said },
    { withdrawn: 0, usedPapers: [], byStreet: false, now, ...differing },
  );

test('[GOV-VOTE-12] a posting is withdrawn with its reason until its window is over, and posted again there are all the days', () => {
  const result = take();
  expect(result).toMatchObject({
    state: {
      decision: {
        firstPostedOn: '2022-09-23',
        postedOn: null,
        postedAt: null,
        place: null,
        objectionsUntil: null,
      },
      withdrawn: { number: 1, postedOn: '2022-09-23', place: '南门', reason: '没有张贴', withdrawnAt: now },
    },
    events: [{ type: 'governance.posting-withdrawn.v1', data: { withdrawnAt: now } }],
  });
  if (!result.accepted) throw new Error(result.refusal.code);
  const { decision } = result.state;
  expect(post(decision, { postedOn: '2022-09-26' }, now)).toMatchObject({
    state: { decision: { firstPostedOn: '2022-09-23', objectionsUntil: '2022-10-08' } },
  });
  // It waits for a posting: an objection of before may still be insisted on.
  expect(reopenObjection(decision, now)).toMatchObject({ state: { openObjections: 1 } });
  expect(take(aPosted(), '误', { withdrawn: 1, byStreet: true })).toMatchObject({
    state: { withdrawn: { number: 2 } },
  });
});

test('[GOV-VOTE-12] what owners wrote since a posting that was withdrawn waits for the next, and is in time then', () => {
  const result = take();
  if (!result.accepted) throw new Error(result.refusal.code);
  const { decision } = result.state;
  const refused = (code: string) => ({ refusal: { code, rule: 'GOV-VOTE-12' } });
  expect(objectTo(decision, '2022-09-22T16:00:00.000Z', now)).toMatchObject(refused('POSTING_WITHDRAWN'));
  expect(objectTo(decision, '2022-09-22T15:59:59.999Z', now)).toMatchObject(refused('NOT_POSTED'));

  const later = '2022-10-20T02:00:00.000Z';
  const firstDay = (postedOn: string) => {
    const again = post(decision, { postedOn }, later);
    if (!again.accepted) throw new Error(again.refusal.code);
    return again.state.decision;
  };
  const again = firstDay('2022-10-20');
  for (const raisedAt of ['2022-09-22T16:00:00.000Z', '2022-10-10T02:00:00.000Z'] as const)
    expect(objectTo(again, raisedAt, later)).toMatchObject({ state: { openObjections: 1 } });
  expect(objectTo(again, '2022-09-22T15:59:59.999Z', later)).toMatchObject(refused('NOT_POSTED'));
  // It had hung earlier than was recorded first.
  expect(firstDay('2022-09-21')).toMatchObject({ firstPostedOn: '2022-09-21' });
});

test('[GOV-VOTE-12] nothing is withdrawn that is not posted, or of which the window is over, or without a reason', () => {
  const refused = (code: string) => ({ refusal: { code, rule: 'GOV-VOTE-12' } });
  expect(take(aDecision())).toMatchObject(refused('NOT_POSTED'));
  expect(take(aPosted(), '')).toMatchObject(refused('REASON_INVALID'));
  expect(take(aPosted(), '误', { now: '2022-09-30T15:59:59.999Z' })).toMatchObject({ accepted: true });
  expect(take(aPosted(), '误', { now: '2022-09-30T16:00:00.000Z' })).toMatchObject(refused('WINDOW_OVER'));
});

test('[GOV-VOTE-12] the committee withdraws one posting of a decision, and the street any, each by a paper of its own', () => {
  const refused = (code: string) => ({ refusal: { code, rule: 'GOV-VOTE-12' } });
  expect(take(aPosted(), '误', { byStreet: true })).toMatchObject({ state: { withdrawn: paper } });
  expect(take(aPosted(), '误', { withdrawn: 1 })).toMatchObject(refused('STREET_WITHDRAWS'));

  const by = (said: Partial<typeof paper>, usedPapers: readonly (typeof paper)[] = []) =>
    take(aPosted(), '误', { said, usedPapers });
  expect(by({ paperNumber: '' })).toMatchObject(refused('PAPER_NUMBER_INVALID'));
  expect(by({ paperSha256: 'ab' })).toMatchObject(refused('PAPER_HASH_INVALID'));
  const other = { paperNumber: '更正 1', paperSha256: 'cd'.repeat(32) };
  expect(by({}, [other])).toMatchObject({ accepted: true });
  for (const said of [{ paperNumber: other.paperNumber }, { paperSha256: other.paperSha256 }])
    expect(by(said, [other])).toMatchObject(refused('PAPER_ENTERED'));
});
