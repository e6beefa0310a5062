import { AsyncResource } from 'node:async_hooks';
import { passTime } from '@anju/runtime/testing/pass-time';
import { testDatabase } from '@anju/runtime/testing/test-database';
import type { TimerHandlers } from '@anju/runtime/timers';
import { afterwards, meetingWith, other } from '../assembly-meeting/assembly-meeting.builder';
import { cast } from '../ballot/ballot.builder';
import { close } from './vote.builder';
import { putCommunity } from '../assembly-meeting/roll.builder';
import { BallotAnswerTable } from '../ballot/ballot.table';
import { OwnersDecisionTable } from '../owners-decision/owners-decision.table';
import { storage } from '../storage';
import { votingEnd } from './voting-end.timer';

const database = testDatabase(storage);
/** Two ballots race at each question: 200 races where writers run side by side, fewer where they take turns. */
const sizes = () =>
  database().kind === 'mariadb' ? { rounds: 5, questionsEach: 20 } : { rounds: 2, questionsEach: 10 };

type Answers = readonly { __typename: string; code?: string }[];
const isAcknowledged = ({ __typename }: Answers[number]) => __typename === 'Ballot';
/** The answers that others see, one for each ballot. */
const keptOn = (questionId: string) =>
  database().read.countBy(BallotAnswerTable, { questionId: questionId as never });
/** Every clock allows what it asks for, so that only the rows decide. */
const castBoth = (meetingId: string, questionId: string): Promise<Answers> =>
  Promise.all(['A', 'C'].map((letter) => cast(database(), letter, meetingId, { [questionId]: 'YES' })));

/** The counts end the voting, each of its own question. */
async function againstTheCounts(meetingId: string, questionIds: readonly string[]) {
  const answers = new Map<string, Promise<Answers>>();
  const counts: Promise<unknown>[] = [];
  for (const [i, questionId] of questionIds.entries()) {
    const vote = () => answers.set(questionId, castBoth(meetingId, questionId));
    const count = () => counts.push(close(database(), questionId));
    // Either may be first at the door.
    for (const go of i % 2 === 0 ? [vote, count] : [count, vote]) go();
  }
  await Promise.all(counts);
  return answers;
}

/**
 * The timer of each question ends it, and its count follows at once, while ballots are still under way. What is
 * kept when the timer has done its work is all that may ever be acknowledged.
 */
async function againstTheTimers(meetingId: string, questionIds: readonly string[]) {
  const answers = new Map<string, Promise<Answers>>();
  const counts: Promise<unknown>[] = [];
  const kept = new Map<string, number>();
  // As of now: those who vote or count are not in the transaction by which they are let in below.
  const letIn = AsyncResource.bind((go: () => unknown) => go());
  const vote = (questionId: string) => {
    // Once, also where the timer's transaction is tried again.
    if (!answers.has(questionId)) answers.set(questionId, castBoth(meetingId, questionId));
  };
  const count = (questionId: string) => counts.push(close(database(), questionId));

  const waiting = new Set(questionIds);
  const handlers: TimerHandlers = {
    'voting-end': async (tx, timer, now) => {
      const questionId = timer.subject;
      // They ring one after the other: what the one before this did is there for all to see.
      for (const each of kept.keys())
        if (each !== questionId && waiting.delete(each)) letIn(() => count(each));
      // Half of the ballots come while the voting they belong to is ended, half while the one before it is.
      const i = questionIds.indexOf(questionId);
      if (i % 2 === 1) for (const each of questionIds.slice(i, i + 2)) letIn(() => vote(each));
      await votingEnd['voting-end']!(tx, timer, now);
      kept.set(questionId, await keptOn(questionId));
    },
  };
  vote(questionIds[0]!);
  const [rung] = await Promise.allSettled([passTime(database(), handlers, afterwards)]);
  for (const questionId of waiting) count(questionId);
  await Promise.all([...answers.values(), ...counts]);
  expect(rung).toEqual({ status: 'fulfilled', value: questionIds.length });
  for (const [questionId, both] of answers)
    expect({ questionId, kept: kept.get(questionId) }).toEqual({
      questionId,
      kept: (await both).filter(isAcknowledged).length,
    });
  return answers;
}

test('[GOV-VOTE-13, GOV-MEET-3] 200 races on MariaDB of a ballot against the timer that ends voting, and against the count', async () => {
  await putCommunity(database());
  const { rounds, questionsEach } = sizes();
  const seen = { count: { counted: 0, refused: 0 }, timer: { counted: 0, refused: 0 } };

  for (let round = 0; round < rounds; round++) {
    const questions = Array.from({ length: questionsEach }, (_, i) => other({ title: `${round}.${i}` }));
    const { meetingId, questionIds } = await meetingWith(database(), questions);
    const against = round % 2 === 0 ? 'timer' : 'count';
    const race = against === 'timer' ? againstTheTimers : againstTheCounts;

    for (const [questionId, both] of await race(meetingId, questionIds)) {
      const ballots = await both;
      const acknowledged = ballots.filter(isAcknowledged);
      for (const ballot of ballots)
        if (!acknowledged.includes(ballot)) expect(ballot).toMatchObject({ code: 'VOTING_OVER' });
      const [decision] = await database().read.findBy(OwnersDecisionTable, {
        questionId: questionId as never,
      });
      expect(decision).toMatchObject({
        ballots: acknowledged.length,
        turnout: { tookPart: { heads: acknowledged.length } },
      });
      seen[against].counted += acknowledged.length;
      seen[against].refused += ballots.length - acknowledged.length;
    }
  }
  const { count, timer } = seen;
  expect(count.counted + count.refused + timer.counted + timer.refused).toBe(2 * rounds * questionsEach);
  for (const either of [count.counted, count.refused, timer.counted, timer.refused])
    expect(either).toBeGreaterThan(0);
}, 180_000);
