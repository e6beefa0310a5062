import { idColumn, instantColumn } from '@anju/runtime/columns';
import { Conflict } from '@anju/runtime/transaction';
import { type EntityManager, EntitySchema } from 'typeorm';
import { foldTyped } from '../../fold-typed';
import type { BookedReceipt } from './booked-receipt';
import type { UsedPaper } from './job-paper';
import type { MaintenanceJob, Paper } from './maintenance-job';

/** Append-only: what was booked stays booked. */
export const BookedReceiptTable = new EntitySchema<BookedReceipt>({
  name: 'booked_receipt',
  columns: {
    communityId: { ...idColumn, primary: true },
    foldedNumber: { type: 'varchar', length: 100, primary: true },
    number: { type: 'varchar', length: 100 },
    paperSha256: idColumn,
    jobId: idColumn,
    bookedAt: instantColumn,
  },
});

/** Append-only too. Of a scan that was booked under two numbers before this was kept, the first has it. */
export const BookedScanTable = new EntitySchema<Pick<BookedReceipt, 'paperSha256' | 'jobId'>>({
  name: 'booked_scan',
  columns: {
    paperSha256: { ...idColumn, primary: true },
    jobId: idColumn,
  },
});

/** What the receipt was booked for before, by its number in this community or by its scan in any. */
export async function findBookedReceipt(
  read: EntityManager,
  { communityId }: Pick<MaintenanceJob, 'communityId'>,
  { paperNumber, paperSha256 }: Paper,
): Promise<UsedPaper | null> {
  const foldedNumber = foldTyped(paperNumber);
  const booked = await read.findOneBy(BookedReceiptTable, { communityId, foldedNumber });
  return booked ? { jobId: booked.jobId, use: 'RECEIPT' } : findReceiptByScan(read, paperSha256);
}

export async function findReceiptByScan(read: EntityManager, scan: string): Promise<UsedPaper | null> {
  const booked = await read.findOneBy(BookedScanTable, { paperSha256: scan.toLowerCase() });
  return booked && { jobId: booked.jobId, use: 'RECEIPT' };
}

/** Where the receipt was booked for another job meanwhile, all is done again and refused. */
export async function insertBookedReceipt(tx: EntityManager, receipt: BookedReceipt): Promise<void> {
  try {
    await tx.insert(BookedReceiptTable, receipt);
    await tx.insert(BookedScanTable, { paperSha256: receipt.paperSha256, jobId: receipt.jobId });
  } catch (error) {
    const { number: paperNumber, paperSha256 } = receipt;
    const booked = await findBookedReceipt(tx, receipt, { paperNumber, paperSha256 });
    if (booked) throw new Conflict(`The receipt ${paperNumber} was booked for ${booked.jobId} meanwhile`);
    throw error;
  }
}
