import { passTime } from '@anju/runtime/testing/pass-time';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { afterwards, cast, close, meetingWith, other } from '../assembly-meeting/assembly-meeting.builder';
import { putCommunity } from '../assembly-meeting/roll.builder';
import { OwnersDecisionTable } from '../owners-decision/owners-decision.table';
import { storage } from '../storage';
import { timers } from '../timers';

const database = testDatabase(storage);
/** Two ballots race at each question: 200 races where writers run side by side, fewer where they take turns. */
const rounds = () => (database().kind === 'mariadb' ? 5 : 1);
const questionsEach = 20;

test('[GOV-VOTE-13, GOV-MEET-3] 200 races on MariaDB of a ballot against the end of voting and the count', async () => {
  await putCommunity(database());
  const meetings = rounds();
  const seen = { counted: 0, refused: 0 };

  for (let round = 0; round < meetings; round++) {
    const questions = Array.from({ length: questionsEach }, (_, i) => other({ title: `${round}.${i}` }));
    const { meetingId, questionIds } = await meetingWith(database(), questions);
    // Every clock allows what it asks for, so that only the rows decide.
    const answers = new Map<string, Promise<{ __typename: string; code?: string }[]>>();
    const closing: Promise<unknown>[] = [];
    for (const [i, questionId] of questionIds.entries()) {
      const castBoth = () => {
        const both = ['A', 'C'].map((letter) => cast(database(), letter, meetingId, { [questionId]: 'YES' }));
        answers.set(questionId, Promise.all(both));
      };
      const count = () => closing.push(close(database(), questionId));
      // Either may be first at the door.
      for (const go of i % 2 === 0 ? [castBoth, count] : [count, castBoth]) go();
      if (i === questionsEach / 2) closing.push(passTime(database(), timers, afterwards));
    }
    await Promise.all(closing);

    for (const [questionId, both] of answers) {
      const ballots = await both;
      const acknowledged = ballots.filter(({ __typename }) => __typename === 'Ballot');
      for (const ballot of ballots)
        if (!acknowledged.includes(ballot)) expect(ballot).toMatchObject({ code: 'VOTING_OVER' });
      const [decision] = await database().read.findBy(OwnersDecisionTable, {
        questionId: questionId as never,
      });
      expect(decision).toMatchObject({
        ballots: acknowledged.length,
        turnout: { tookPart: { heads: acknowledged.length } },
      });
      seen.counted += acknowledged.length;
      seen.refused += ballots.length - acknowledged.length;
    }
  }
  expect(seen.counted + seen.refused).toBe(2 * meetings * questionsEach);
  expect(seen.counted).toBeGreaterThan(0);
  expect(seen.refused).toBeGreaterThan(0);
}, 60_000);
