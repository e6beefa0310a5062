import type { Context } from '@anju/runtime/context';
import { testDatabase } from '@anju/runtime/testing/test-database';
import {
  afterwards,
  closesAt,
  meetingWith,
  other,
  whileOpen,
} from '../assembly-meeting/assembly-meeting.builder';
import { cast } from '../ballot/ballot.builder';
import { putCommunity } from '../assembly-meeting/roll.builder';
import { storage } from '../storage';
import { loadQuestionsOf, loadStand } from './question.loaders';
import { type Answers, close, standOf, voteOn } from './vote.builder';

const database = testDatabase(storage);

const vote = (answers: Answers, question?: Record<string, unknown>) => voteOn(database(), answers, question);

test('[GOV-VOTE-14] while voting is open, and after, everybody sees what is missing', async () => {
  const { meetingId, questionId } = await vote({ YES: 'ABCD', NO: 'G' }, other({ matter: 'REBUILD_ALTER' }));

  expect(await standOf(database(), questionId)).toMatchObject({
    majority: 'SPECIAL',
    ruleProfile: 'CN-140500@2022-06-05',
    turnout: {
      entitled: { heads: 7, areaDm2: 70000 },
      tookPart: { heads: 5, areaDm2: 53000 },
      yes: { heads: 4, areaDm2: 38000 },
    },
    verdict: {
      outcome: 'TOO_FEW_IN_FAVOUR',
      quorum: {
        heads: { left: 15, right: 14, holds: true },
        area: { left: 159000, right: 140000, holds: true },
      },
      approval: {
        heads: { left: 16, right: 15, holds: true },
        area: {
          left: 152000,
          right: 159000,
          holds: false,
          threshold: { word: 'AT_LEAST', numerator: 3, denominator: 4 },
        },
      },
    },
    missing: { heads: 0, areaDm2: 7000, state: 'IN_REACH' },
  });
  await cast(database(), 'E', meetingId, { [questionId]: 'YES' });
  expect(await standOf(database(), questionId)).toMatchObject({
    verdict: { outcome: 'ADOPTED', approval: { area: { left: 180000, right: 180000, holds: true } } },
    missing: { heads: 0, areaDm2: 0, state: 'NOTHING' },
  });
  await cast(database(), 'E', meetingId, { [questionId]: 'NO' });
  const short = { heads: 2, areaDm2: 28000 };
  expect(await standOf(database(), questionId)).toMatchObject({
    missing: { ...short, state: 'ONLY_BY_CHANGED_BALLOTS' },
  });
  expect(await standOf(database(), questionId, closesAt)).toMatchObject({
    missing: { ...short, state: 'OUT_OF_REACH' },
  });
});

test('where a question stands is counted once a request, however often it is asked', async () => {
  const { meetingId, questionId } = await vote({ YES: 'AB' });
  const aRequest = () => ({ db: database(), clock: () => whileOpen }) as unknown as Context;
  const request = aRequest();
  const [question] = await loadQuestionsOf(request, meetingId);
  const stand = await loadStand(request, question!);
  expect(stand.turnout.yes.heads).toBe(2);

  await cast(database(), 'C', meetingId, { [questionId]: 'YES' });
  expect(await loadStand(request, question!)).toBe(stand);
  expect((await loadStand(aRequest(), question!)).turnout.yes.heads).toBe(3);
});

const missingOn = async (questionId: string, now = whileOpen) =>
  (await standOf(database(), questionId, now)).missing;

test('[GOV-VOTE-14] who has not voted is enough to the last head, and one head further not', async () => {
  const { meetingId, questionId } = await vote({ YES: 'AG', NO: 'BCD' });
  const say = (letter: string, choice: string) =>
    cast(database(), letter, meetingId, { [questionId]: choice });
  // 5 - 2·2 + 1 = 2 heads, and two have not voted.
  expect(await missingOn(questionId)).toEqual({ heads: 2, areaDm2: 0, state: 'IN_REACH' });

  await say('E', 'NO');
  expect(await missingOn(questionId)).toEqual({ heads: 3, areaDm2: 0, state: 'ONLY_BY_CHANGED_BALLOTS' });
  await say('E', 'YES');
  await say('V', 'YES');
  expect(await missingOn(questionId)).toEqual({ heads: 0, areaDm2: 0, state: 'NOTHING' });
  expect(await close(database(), questionId)).toMatchObject({ decision: { outcome: 'ADOPTED' } });
  expect(await missingOn(questionId, afterwards)).toMatchObject({ state: 'NOTHING' });
});

test('[GOV-VOTE-14, GOV-VOTE-1] before anybody votes the quorum is missing, and a failed question goes on to say what was', async () => {
  const { meetingId, questionId } = await vote({});
  // ceil(2·7/3) heads, ceil(2·70000/3) dm².
  expect(await missingOn(questionId)).toEqual({ heads: 5, areaDm2: 46_667, state: 'IN_REACH' });
  for (const letter of 'ABCG') await cast(database(), letter, meetingId, { [questionId]: 'YES' });
  const quorum = { heads: 1, areaDm2: 667 };
  expect(await missingOn(questionId)).toEqual({ ...quorum, state: 'IN_REACH' });

  // No paper is entered any more, be it cast in time (GOV-MEET-3).
  expect(await missingOn(questionId, afterwards)).toEqual({ ...quorum, state: 'OUT_OF_REACH' });
  expect(await close(database(), questionId)).toMatchObject({ decision: { outcome: 'TOO_FEW_TOOK_PART' } });
  expect(await missingOn(questionId, afterwards)).toEqual({ ...quorum, state: 'OUT_OF_REACH' });
});

test('[GOV-VOTE-14, CONV-5] under the law before 2021 what is missing is counted of all owners', async () => {
  await putCommunity(database());
  const { meetingId, questionIds } = await meetingWith(
    database(),
    [other()],
    { opensAt: '2020-12-25T00:00:00+08:00', closesAt: '2021-01-01T00:00:00+08:00' },
    { now: '2020-12-10T02:00:00.000Z' },
  );
  const [questionId] = questionIds as [string];
  const now = '2020-12-26T02:00:00.000Z';
  const say = (letter: string, choice: string) =>
    cast(database(), letter, meetingId, { [questionId]: choice }, { now });
  for (const letter of 'ABC') await say(letter, 'YES');
  await say('G', 'ABSTAIN');
  // floor(7/2) + 1 - 3 heads, floor(70000/2) + 1 - 31000 dm².
  expect(await missingOn(questionId, now)).toEqual({ heads: 1, areaDm2: 4_001, state: 'IN_REACH' });

  await say('D', 'YES');
  expect(await missingOn(questionId, now)).toEqual({ heads: 0, areaDm2: 0, state: 'NOTHING' });
  expect(await close(database(), questionId, { now: '2021-01-04T02:00:00.000Z' })).toMatchObject({
    decision: { outcome: 'ADOPTED', record: { ruleProfile: 'CN@2019-07-01' } },
  });
});
