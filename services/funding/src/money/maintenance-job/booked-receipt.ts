import { type Refusal, refuse } from '@anju/values/decision';
import type { Id } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { foldTyped } from '../../fold-typed';
import type { MaintenanceJob, Paper } from './maintenance-job';
import { type PaperRefusalCode, whyNotAPaper } from './paper';

/**
 * A receipt of a bank that money was booked by. In one community, whose fund lies with one bank, its number tells it;
 * beyond, where another bank may have given the same number, number and hash together do.
 */
export interface BookedReceipt {
  readonly communityId: Id<'com'>;
  /** As it was entered. */
  readonly number: string;
  /** As `foldTyped` reads it, and what tells the receipt. */
  readonly foldedNumber: string;
  /** In lower case. */
  readonly paperSha256: string;
  readonly jobId: Id<'mjb'>;
  readonly bookedAt: Instant;
}

export type ReceiptPaperRefusalCode = PaperRefusalCode | 'RECEIPT_BOOKED';

/** Why no money is booked by this paper; null if it may be. A receipt is booked once, whatever the job (MF-2, MF-7). */
export function whyNotAReceipt(
  paper: Paper,
  booked: BookedReceipt | null,
  rule: 'MF-2' | 'MF-7' | 'FUND-10',
): Refusal<ReceiptPaperRefusalCode> | null {
  const refusal = whyNotAPaper(paper);
  if (refusal) return refusal;
  return booked && refuse('RECEIPT_BOOKED', rule, { detail: { jobId: booked.jobId } }).refusal;
}

export const bookReceipt = (
  { id: jobId, communityId }: Pick<MaintenanceJob, 'id' | 'communityId'>,
  { paperNumber, paperSha256 }: Paper,
  bookedAt: Instant,
): BookedReceipt => ({
  communityId,
  number: paperNumber.trim(),
  foldedNumber: foldTyped(paperNumber),
  paperSha256: paperSha256.toLowerCase(),
  jobId,
  bookedAt,
});
