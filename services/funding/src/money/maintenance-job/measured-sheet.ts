import { type Refusal, refuse } from '@anju/values/decision';
import type { Id } from '@anju/values/id';
import type { MaintenanceJob, Paper } from './maintenance-job';
import { foldNumber } from './paper';

/** The sheet a supervisor signed for a job: in its community both its number and its scan tell it (FUND-10). */
export interface MeasuredSheet {
  readonly jobId: Id<'mjb'>;
  readonly communityId: Id<'com'>;
  /** As `foldNumber` reads it. */
  readonly foldedNumber: string;
  /** In lower case. */
  readonly paperSha256: string;
}

export const sheetOf = (
  { id: jobId, communityId }: Pick<MaintenanceJob, 'id' | 'communityId'>,
  { paperNumber, paperSha256 }: Paper,
): MeasuredSheet => ({
  jobId,
  communityId,
  foldedNumber: foldNumber(paperNumber),
  paperSha256: paperSha256.toLowerCase(),
});

/** What was done is paid once, so a sheet measures one job; null unless it does another one (FUND-10). */
export const whySheetOfAnother = (another: MeasuredSheet | null): Refusal<'SHEET_OF_ANOTHER_JOB'> | null =>
  another && refuse('SHEET_OF_ANOTHER_JOB', 'FUND-10', { detail: { jobId: another.jobId } }).refusal;
