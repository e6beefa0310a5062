import { type Refusal, refuse } from '@anju/values/decision';
import type { Id } from '@anju/values/id';
import { foldTyped } from '@anju/values/fold-typed';
import type { MaintenanceJob, Paper } from './maintenance-job';

/**
 * A paper that was signed for one job, such as the supervisor's sheet: its number tells it in its community, and its scan
 * anywhere (FUND-10).
 */
export interface JobPaper {
  readonly jobId: Id<'mjb'>;
  readonly communityId: Id<'com'>;
  /** As `foldTyped` reads it. */
  readonly foldedNumber: string;
  /** In lower case. */
  readonly paperSha256: string;
}

export const jobPaper = (
  { id: jobId, communityId }: Pick<MaintenanceJob, 'id' | 'communityId'>,
  { paperNumber, paperSha256 }: Paper,
): JobPaper => ({
  jobId,
  communityId,
  foldedNumber: foldTyped(paperNumber),
  paperSha256: paperSha256.toLowerCase(),
});

/** As what a paper stands on its job: signed for it, a bank's receipt, or what such a receipt was reversed by. */
export type SignedUse = 'SHEET' | 'ACCEPTANCE';
export type PaperUse = SignedUse | 'RECEIPT' | 'REVERSAL';

/** What a paper was entered for before, whether its number or its scan told it. */
export interface UsedPaper {
  readonly jobId: Id<'mjb'>;
  readonly use: PaperUse;
}

/**
 * What was done is paid once, so what was signed for one job, be it for how much or that it is accepted, is shown for no
 * other; null where it is not (FUND-10). One job's acceptance may be signed on its own sheet. What a bank printed, or
 * a receipt was reversed by, nobody signed for any job.
 */
export const whyPaperInUse = <Code extends 'SHEET_OF_ANOTHER_JOB' | 'ACCEPTANCE_OF_ANOTHER_JOB'>(
  used: UsedPaper | null,
  code: Code,
): Refusal<Code | 'SCAN_OF_ANOTHER_PAPER'> | null => {
  if (!used) return null;
  const { jobId, use } = used;
  const signed = use === 'SHEET' || use === 'ACCEPTANCE';
  return refuse(signed ? code : 'SCAN_OF_ANOTHER_PAPER', 'FUND-10', { detail: { jobId, use } }).refusal;
};
