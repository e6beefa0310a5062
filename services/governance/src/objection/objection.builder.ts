import type { Database } from '@anju/runtime/database';
import {
  type By,
  committee,
  hireManager,
  meetingWith,
  mutate,
  owner,
  postingDay,
  street,
  withKey,
} from '../assembly-meeting/assembly-meeting.builder';
import { putCommunity } from '../assembly-meeting/roll.builder';
import { cast } from '../ballot/ballot.builder';
import { post } from '../owners-decision/post-decision.builder';
import { close } from '../question/vote.builder';

/** Adopted by A, B, C, D and G, and counted on 20 September 2022. */
export async function countedDecision(db: Database, beforeNotice = async () => {}): Promise<string> {
  await putCommunity(db);
  await beforeNotice();
  const { meetingId, questionIds } = await meetingWith(
    db,
    [hireManager()],
    { opensAt: '2022-09-05T00:00:00+08:00', closesAt: '2022-09-20T00:00:00+08:00' },
    { now: '2022-08-20T02:00:00.000Z' },
  );
  const whileOpen = { now: '2022-09-06T02:00:00.000Z' } as const;
  for (const letter of 'ABCDG') await cast(db, letter, meetingId, { [questionIds[0]!]: 'YES' }, whileOpen);
  const { decision } = await close(db, questionIds[0]!, { now: '2022-09-20T02:00:00.000Z' });
  return decision.id;
}

/** On 23 September, so that owners may object until the end of the 30th. */
export async function postedDecision(db: Database, beforeNotice = async () => {}): Promise<string> {
  const id = await countedDecision(db, beforeNotice);
  await post(db, id, {}, { now: '2022-09-23T02:00:00.000Z' });
  return id;
}

export const raise = (
  db: Database,
  letter: string,
  decisionId: string,
  { caller = owner(letter), now = postingDay, ...differing }: By & { text?: string } = {},
) =>
  mutate(
    db,
    'raiseObjection',
    '... on Objection { id raisedAt text answeredAt deadlines { name rule dueAt state } } ... on ObjectionRefusal { code }',
    withKey({ decisionId, text: '计票有误，请复核。', ...differing }),
    { caller, now },
  );

/** The paper of the owner of this letter, received just now. */
export const enterObjection = (
  db: Database,
  letter: string,
  decisionId: string,
  { caller = committee(), now = postingDay, ...differing }: By & Record<string, unknown> = {},
) =>
  mutate(
    db,
    'enterPaperObjection',
    `... on Objection { id raisedAt enteredAt text(purpose: "核对录入") isOpen deadlines { name dueAt state }
       decision { state openObjections } } ... on ObjectionRefusal { code }`,
    withKey({
      decisionId,
      ownerId: `own_${letter}`,
      receivedAt: now,
      paperNumber: '收文〔2022〕1 号',
      paperSha256: 'ab'.repeat(32),
      text: '计票有误，请复核。',
      ...differing,
    }),
    { caller, now },
  );

export const answer = (
  db: Database,
  objectionId: string,
  { caller = committee(), now = postingDay, ...differing }: By & { answer?: string } = {},
) =>
  mutate(
    db,
    'answerObjection',
    `... on Objection { id isOpen answeredAt answeredBy answer(purpose: "核对答复")
       streetAnswer(purpose: "核对答复") streetAnsweredAt deadlines { name met }
       decision { id state openObjections effectiveAt } } ... on ObjectionRefusal { code }`,
    withKey({ objectionId, answer: '已复核，计票无误。', ...differing }),
    { caller, now },
  );

export const insist = (
  db: Database,
  letter: string,
  objectionId: string,
  { caller = owner(letter), now = postingDay, ...differing }: By & { idempotencyKey?: string } = {},
) =>
  mutate(
    db,
    'insistOnObjection',
    `... on Objection { id isOpen answeredAt insistedAt deadlines { name rule dueAt met state }
       decision { id state openObjections } } ... on ObjectionRefusal { code }`,
    withKey({ objectionId, ...differing }),
    { caller, now },
  );

export const withdraw = (
  db: Database,
  objectionId: string,
  { caller = street, now = postingDay, ...differing }: By & { reason?: string; idempotencyKey?: string } = {},
) =>
  mutate(
    db,
    'withdrawObjection',
    `... on Objection { id isOpen answeredAt withdrawal { withdrawnAt reason } deadlines { name met }
       decision { id state openObjections effectiveAt } } ... on ObjectionRefusal { code }`,
    withKey({ objectionId, ...differing }),
    { caller, now },
  );
