import { testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import { ask, committee, meetingWith, other, whileOpen } from '../assembly-meeting/assembly-meeting.builder';
import { putCommunity } from '../assembly-meeting/roll.builder';
import { storage } from '../storage';

const database = testDatabase(storage);

test('[GOV-VOTE-14] five papers entered in one request each show the turnout that they made', async () => {
  await putCommunity(database());
  const { meetingId, questionIds } = await meetingWith(database(), [other()]);
  const letters = ['A', 'B', 'C', 'D', 'G'];
  const papers = letters.map((letter) => ({
    idempotencyKey: uuidV7(),
    meetingId,
    ownerId: `own_${letter}`,
    formNumber: `ONE-${letter}`,
    signed: true,
    receivedAt: whileOpen,
    answers: [{ questionId: questionIds[0], marks: ['YES'] }],
  }));

  const { data, errors } = await ask(
    database(),
    `mutation (${letters.map((letter) => `$${letter}: EnterPaperBallotInput!`).join(' ')}) {
      ${letters.map((letter) => `${letter}: enterPaperBallot(input: $${letter}) { ...Shown }`).join('\n')}
    }
    fragment Shown on Ballot {
      answers { question { turnout { tookPart { heads } } missing { state } meeting { questions { turnout { yes { heads } } } } } }
    }`,
    Object.fromEntries(letters.map((letter, i) => [letter, papers[i]])),
    { caller: committee(), now: whileOpen },
  );

  expect(errors).toBeUndefined();
  const shown = letters.map((letter) => data[letter].answers[0].question);
  expect(shown.map(({ turnout }) => turnout.tookPart.heads)).toEqual([1, 2, 3, 4, 5]);
  // By the meeting's own list of its questions as well.
  expect(shown.map(({ meeting }) => meeting.questions[0].turnout.yes.heads)).toEqual([1, 2, 3, 4, 5]);
  expect(shown.map(({ missing }) => missing.state)).toEqual([...Array(4).fill('IN_REACH'), 'NOTHING']);
});
