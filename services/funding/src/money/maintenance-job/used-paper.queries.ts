import type { EntityManager } from 'typeorm';
import { findBookedReceipt, findReceiptByScan } from './booked-receipt.table';
import type { JobPaper, UsedPaper } from './job-paper';
import { findPaperOfAnother, findSignedByScan, takeTurnAtPapers } from './job-paper.table';
import type { MaintenanceJob, Paper } from './maintenance-job';

/** What a paper that shall be entered as signed for a job was entered for before, as whatever it stands there. */
export async function findUseOfSigned(tx: EntityManager, paper: JobPaper): Promise<UsedPaper | null> {
  await takeTurnAtPapers(tx, paper.communityId);
  return (await findPaperOfAnother(tx, paper)) ?? findReceiptByScan(tx, paper.paperSha256);
}

/** What a paper that money shall be booked by was entered for before, as whatever it stands there. */
export async function findUseOfReceipt(
  tx: EntityManager,
  job: Pick<MaintenanceJob, 'communityId'>,
  paper: Paper,
): Promise<UsedPaper | null> {
  await takeTurnAtPapers(tx, job.communityId);
  return (
    (await findBookedReceipt(tx, job, paper)) ??
    findSignedByScan(tx, job.communityId, paper.paperSha256.toLowerCase())
  );
}
