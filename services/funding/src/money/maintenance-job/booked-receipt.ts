import { type Refusal, refuse } from '@anju/values/decision';
import type { Id } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { foldTyped } from '@anju/values/fold-typed';
import type { UsedPaper } from './job-paper';
import type { MaintenanceJob, Paper } from './maintenance-job';
import { type PaperRefusalCode, whyNotAPaper } from './paper';

/**
 * A receipt of a bank that money was booked by. Its number tells it, in one community, whose fund lies with one bank;
 * and its scan does, anywhere, whatever number was read from it. A bank prints a receipt for each payment, so none
 * stands for two: also of homes that one statement lists each is entered by its own.
 */
export interface BookedReceipt {
  readonly communityId: Id<'com'>;
  /** As it was entered. */
  readonly number: string;
  /** As `foldTyped` reads it. */
  readonly foldedNumber: string;
  /** In lower case. */
  readonly paperSha256: string;
  readonly jobId: Id<'mjb'>;
  readonly bookedAt: Instant;
}

/** What became of a receipt: 1 when it was booked first, 2 when that was reversed, 3 when it was booked again. */
export interface ReceiptTurn {
  readonly turn: number;
  /** True where it is free again. */
  readonly reversed: boolean;
}

export type ReceiptPaperRefusalCode = PaperRefusalCode | 'RECEIPT_BOOKED' | 'SCAN_OF_ANOTHER_PAPER';

/**
 * Why no money is booked by this paper; null if it may be. A receipt is booked once, whatever the job (MF-2, MF-7), and
 * neither what a supervisor signed nor what another was reversed by is one.
 */
export function whyNotAReceipt(
  paper: Paper,
  used: UsedPaper | null,
  rule: 'MF-2' | 'MF-7' | 'FUND-10' | 'GOV-VOTE-10',
): Refusal<ReceiptPaperRefusalCode> | null {
  const refusal = whyNotAPaper(paper);
  if (refusal || !used) return refusal;
  const { jobId, use } = used;
  return use === 'RECEIPT'
    ? refuse('RECEIPT_BOOKED', rule, { detail: { jobId } }).refusal
    : refuse('SCAN_OF_ANOTHER_PAPER', rule, { detail: { jobId, use } }).refusal;
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
