import type { Database } from '@anju/runtime/database';
import { cast, meetingWith, other, repairRoof } from '../assembly-meeting/assembly-meeting.builder';
import { putCommunity } from '../assembly-meeting/roll.builder';
import { communityC } from '../electorate-snapshot/electorate.builder';

/** Which owners of community C answered how: `{ YES: 'ABC', NO: 'D' }`. */
export type Answers = Partial<Record<'YES' | 'NO' | 'ABSTAIN', string>>;

/** One question, answered by these owners; V is the developer. */
export async function voteOn(
  db: Database,
  answers: Answers,
  question: Record<string, unknown> = other(),
  roll = communityC,
) {
  await putCommunity(db, { roll });
  const { meetingId, questionIds } = await meetingWith(db, [question]);
  for (const [choice, letters] of Object.entries(answers))
    for (const letter of letters) await cast(db, letter, meetingId, { [questionIds[0]!]: choice });
  return { meetingId, questionId: questionIds[0]! };
}

/** A meeting of community C with a question for the whole zone and one for building 2 alone. */
export async function zoneAndRoof(db: Database) {
  await putCommunity(db);
  const { meetingId, questionIds } = await meetingWith(db, [other(), repairRoof()]);
  return { meetingId, zone: questionIds[0]!, roof: questionIds[1]! };
}
