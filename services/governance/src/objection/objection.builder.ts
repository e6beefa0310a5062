import type { Database } from '@anju/runtime/database';
import {
  type By,
  committee,
  mutate,
  owner,
  postingDay,
  withKey,
} from '../assembly-meeting/assembly-meeting.builder';

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
