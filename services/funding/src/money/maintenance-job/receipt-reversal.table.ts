import { idColumn, instantColumn, wordColumn } from '@anju/runtime/columns';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import { foldTyped } from '@anju/values/fold-typed';
import type { UsedPaper } from './job-paper';
import type { MaintenanceJob, Paper } from './maintenance-job';
import type { ReceiptReversal } from './receipt-reversal';

/** Append-only: a receipt that was reversed by mistake is booked again. */
export const ReceiptReversalTable = new EntitySchema<ReceiptReversal>({
  name: 'receipt_reversal',
  columns: {
    entryId: { ...idColumn, primary: true },
    jobId: idColumn,
    communityId: idColumn,
    kind: wordColumn,
    receiptNumber: { type: 'varchar', length: 100 },
    receiptSha256: { ...idColumn, nullable: true },
    reason: { type: 'text' },
    paperNumber: { type: 'varchar', length: 100 },
    foldedNumber: { type: 'varchar', length: 100 },
    paperSha256: idColumn,
    reversedBy: wordColumn,
    reversedAt: instantColumn,
  },
  indices: [
    { name: 'receipt_reversal_job', columns: ['jobId'] },
    { name: 'receipt_reversal_number', columns: ['communityId', 'foldedNumber'] },
    { name: 'receipt_reversal_scan', columns: ['paperSha256'] },
  ],
});

export async function insertReversal(tx: EntityManager, reversal: ReceiptReversal): Promise<void> {
  await tx.insert(ReceiptReversalTable, reversal);
}

/** In the order they were made. */
export const findReversals = (read: EntityManager, jobIds: readonly string[]): Promise<ReceiptReversal[]> =>
  read.find(ReceiptReversalTable, {
    where: { jobId: In([...jobIds]) },
    order: { reversedAt: 'ASC', entryId: 'ASC' },
  });

const reversedOf = (jobId: UsedPaper['jobId']): UsedPaper => ({ jobId, use: 'REVERSAL' });

/**
 * What was reversed by this paper before, if that forbids it for this receipt. One may list several receipts of one job,
 * and puts none right twice.
 */
export async function findReversalBy(
  read: EntityManager,
  { id: jobId, communityId }: Pick<MaintenanceJob, 'id' | 'communityId'>,
  receiptNumber: string,
  { paperNumber, paperSha256 }: Paper,
): Promise<UsedPaper | null> {
  const made = await read.findBy(ReceiptReversalTable, [
    { communityId, foldedNumber: foldTyped(paperNumber) },
    { paperSha256: paperSha256.toLowerCase() },
  ]);
  const folded = foldTyped(receiptNumber);
  const used = made.find((each) => each.jobId !== jobId || foldTyped(each.receiptNumber) === folded);
  return used ? reversedOf(used.jobId) : null;
}

export async function findReversalByScan(read: EntityManager, scan: string): Promise<UsedPaper | null> {
  const made = await read.findOneBy(ReceiptReversalTable, { paperSha256: scan.toLowerCase() });
  return made && reversedOf(made.jobId);
}
