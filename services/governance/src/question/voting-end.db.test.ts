import { passTime } from '@anju/runtime/testing/pass-time';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import { closesAt, committee, opensAt, whileOpen } from '../assembly-meeting/assembly-meeting.builder';
import { cast } from '../ballot/ballot.builder';
import { OwnersDecisionTable } from '../owners-decision/owners-decision.table';
import { storage } from '../storage';
import { timers } from '../timers';
import { close, standOf, voteOn } from './vote.builder';

const database = testDatabase(storage);

test('[GOV-MEET-3] a question is not counted while voting is open, nor twice', async () => {
  const { questionId } = await voteOn(database(), { YES: 'ABCG' });
  const early = { now: '2022-07-15T15:59:59.999Z' } as const;

  expect(await close(database(), questionId, early)).toMatchObject({
    code: 'VOTING_NOT_OVER',
    rule: 'GOV-MEET-3',
    retryable: false,
    message: expect.stringContaining('Count after the end'),
  });
  expect(await close(database(), questionId, { caller: committee('1', 'zh'), ...early })).toMatchObject({
    message: expect.stringContaining('表决尚未结束'),
  });
  expect(await database().read.count(OwnersDecisionTable)).toBe(0);

  expect(await close(database(), questionId, { now: closesAt })).toMatchObject({ status: 'COUNTED' });
  expect(await close(database(), questionId)).toMatchObject({ code: 'ALREADY_COUNTED', rule: 'GOV-VOTE-10' });
  expect(await database().read.count(OwnersDecisionTable)).toBe(1);
});

test('[GOV-MEET-3] a count that came too early may be asked for again under its key', async () => {
  const { questionId } = await voteOn(database(), { YES: 'ABCDG' });
  const again = { idempotencyKey: uuidV7() };
  expect(await close(database(), questionId, { ...again, now: whileOpen })).toMatchObject({
    code: 'VOTING_NOT_OVER',
  });
  expect(await close(database(), questionId, again)).toMatchObject({ status: 'COUNTED' });
});

test('[GOV-MEET-3] voting ends by itself, and the timer only notices it', async () => {
  const { meetingId, questionId } = await voteOn(database(), { YES: 'AB' });

  expect(await standOf(database(), questionId, '2022-07-04T15:59:59.999Z')).toMatchObject({
    status: 'NOTICED',
  });
  expect(await standOf(database(), questionId, opensAt)).toMatchObject({ status: 'OPEN' });
  expect(await standOf(database(), questionId, closesAt)).toMatchObject({ status: 'VOTING_OVER' });

  await passTime(database(), timers, '2022-07-15T15:59:59.999Z');
  const last = await cast(
    database(),
    'C',
    meetingId,
    { [questionId]: 'YES' },
    { now: '2022-07-15T15:59:59.999Z' },
  );
  expect(last).toMatchObject({ __typename: 'Ballot' });
  expect(await passTime(database(), timers, closesAt)).toBe(1);
  // Even one whose own clock is behind: the boxes are closed.
  expect(await cast(database(), 'D', meetingId, { [questionId]: 'YES' })).toMatchObject({
    code: 'VOTING_OVER',
  });
  expect(await standOf(database(), questionId, whileOpen)).toMatchObject({ status: 'VOTING_OVER' });
  expect(await close(database(), questionId)).toMatchObject({ decision: { record: { ballots: 3 } } });
});
