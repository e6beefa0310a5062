import type { EntityManager } from 'typeorm';
import { findBookedReceipt, findReceiptByScan } from './booked-receipt.table';
import type { JobPaper, UsedPaper } from './job-paper';
import { findPaperOfAnother, findSignedByScan, takeTurnAtPapers } from './job-paper.table';
import type { MaintenanceJob, Paper } from './maintenance-job';
import { findReversalBy, findReversalByScan } from './receipt-reversal.table';
import type { EnteredReversal } from './reversal';

/** What a paper that shall be entered as signed for a job was entered for before, as whatever it stands there. */
export async function findUseOfSigned(tx: EntityManager, paper: JobPaper): Promise<UsedPaper | null> {
  await takeTurnAtPapers(tx, paper.communityId, paper.paperSha256);
  return (
    (await findPaperOfAnother(tx, paper)) ??
    (await findReceiptByScan(tx, paper.paperSha256)) ??
    findReversalByScan(tx, paper.paperSha256)
  );
}

/** What a paper that money shall be booked by was entered for before, as whatever it stands there. */
export async function findUseOfReceipt(
  tx: EntityManager,
  job: Pick<MaintenanceJob, 'communityId'>,
  paper: Paper,
): Promise<UsedPaper | null> {
  await takeTurnAtPapers(tx, job.communityId, paper.paperSha256);
  return (
    (await findBookedReceipt(tx, job, paper)) ??
    (await findSignedByScan(tx, paper.paperSha256.toLowerCase())) ??
    findReversalByScan(tx, paper.paperSha256)
  );
}

/** What a paper by which a receipt shall be reversed was entered for before, that receipt itself included. */
export async function findUseOfReversal(
  tx: EntityManager,
  job: Pick<MaintenanceJob, 'id' | 'communityId'>,
  { receiptNumber, ...paper }: EnteredReversal,
): Promise<UsedPaper | null> {
  await takeTurnAtPapers(tx, job.communityId, paper.paperSha256);
  return (
    (await findReversalBy(tx, job, receiptNumber, paper)) ??
    (await findReceiptByScan(tx, paper.paperSha256)) ??
    findSignedByScan(tx, paper.paperSha256.toLowerCase())
  );
}
