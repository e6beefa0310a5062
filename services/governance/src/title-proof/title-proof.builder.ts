import type { Database } from '@anju/runtime/database';
import { type By, committee, mutate, notice, withKey } from '../assembly-meeting/assembly-meeting.builder';

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
      paperNumber: '晋(2022)不动产权第0001号',
      paperSha256: 'ab'.repeat(32),
      ...differing,
    }),
    { caller, now },
  );
