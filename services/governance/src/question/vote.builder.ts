import type { Database } from '@anju/runtime/database';
import { uuidV7 } from '@anju/values/id';
import {
  afterwards,
  ask,
  type By,
  committee,
  meetingWith,
  mutate,
  other,
  repairRoof,
  whileOpen,
} from '../assembly-meeting/assembly-meeting.builder';
import { putCommunity } from '../assembly-meeting/roll.builder';
import { cast } from '../ballot/ballot.builder';
import { communityC } from '@anju/rulebook/electorate.builder';

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

export const close = (
  db: Database,
  questionId: string,
  {
    caller = committee(),
    now = afterwards,
    idempotencyKey = uuidV7(),
    ...known
  }: By & { idempotencyKey?: string } = {},
) =>
  mutate(
    db,
    'closeVoting',
    `... on QuestionRefusal { code }
     ... on Question { id status decision { id outcome state decidedAt openObjections effectiveAt
       record { snapshotId snapshotHash ballotsHash ballots voidedBallots proxies ruleProfile keepUntil turnout {
         entitled { heads areaDm2 } tookPart { heads areaDm2 } yes { heads areaDm2 } } }
       deadlines { name rule dueAt met state } } }`,
    { idempotencyKey, questionId },
    { caller, now, ...known },
  );

/** The six integers and what they come to, as anybody sees them. */
export async function standOf(db: Database, questionId: string, now = whileOpen) {
  const { data, errors } = await ask(
    db,
    `query ($id: ID!) { question(id: $id) { status majority ruleProfile
       turnout { entitled { heads areaDm2 } tookPart { heads areaDm2 } yes { heads areaDm2 } }
       pending { heads areaDm2 } invalid { heads areaDm2 }
       verdict { outcome quorum { heads { left right holds } area { left right holds } }
         approval { heads { left right holds } area { left right holds threshold { word numerator denominator } } } }
       missing { heads areaDm2 state } } }`,
    { id: questionId },
    { now },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.question;
}
