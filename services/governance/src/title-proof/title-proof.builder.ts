import { createHash } from 'node:crypto';
import type { Database } from '@anju/runtime/database';
import {
  type By,
  committee,
  mutate,
  notice,
  whileOpen,
  withKey,
} from '../assembly-meeting/assembly-meeting.builder';

/** One paper is one transfer. */
const paperOf = (letter: string, unitIds: readonly string[]) => {
  const paperNumber = `晋(2022)不动产权第${letter}-${unitIds.join('-')}号`.slice(0, 100);
  return { paperNumber, paperSha256: createHash('sha256').update(paperNumber).digest('hex') };
};

/** A proof that these units of a head were sold to the owner of this letter. */
export const sell = (
  db: Database,
  letter: string,
  meetingId: string,
  unitIds: readonly string[],
  differing: Record<string, unknown> = {},
  { caller = committee(), now = notice }: By = {},
) =>
  mutate(
    db,
    'enterTitleProof',
    `... on TitleProof { id unitIds transferredOn paperNumber paperSha256 provenAt questions { id } }
     ... on TitleProofRefusal { code }`,
    withKey({
      meetingId,
      buyerId: `own_${letter}`,
      unitIds,
      transferredOn: '2022-06-20',
      ...paperOf(letter, unitIds),
      ...differing,
    }),
    { caller, now },
  );

/** Whoever entered it voids a proof. */
export const voidProof = (
  db: Database,
  proofId: string,
  {
    caller = committee(),
    now = whileOpen,
    ...differing
  }: By & { reason?: string; idempotencyKey?: string } = {},
) =>
  mutate(
    db,
    'voidTitleProof',
    `... on TitleProof { id unitIds paperNumber questions { id } voiding { voidedAt reason } }
     ... on TitleProofRefusal { code }`,
    withKey({ proofId, reason: '登记到了另一户', ...differing }),
    { caller, now },
  );
