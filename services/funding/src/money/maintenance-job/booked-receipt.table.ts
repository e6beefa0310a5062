import { idColumn, instantColumn } from '@anju/runtime/columns';
import { Conflict } from '@anju/runtime/transaction';
import { type EntityManager, EntitySchema } from 'typeorm';
import { foldTyped } from '../../fold-typed';
import type { BookedReceipt } from './booked-receipt';
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
  indices: [{ name: 'booked_receipt_paper', columns: ['foldedNumber', 'paperSha256'], unique: true }],
});

/** The receipt as it was booked before, in this community by its number and elsewhere by its number and hash. */
export const findBookedReceipt = (
  read: EntityManager,
  { communityId }: Pick<MaintenanceJob, 'communityId'>,
  { paperNumber, paperSha256 }: Paper,
): Promise<BookedReceipt | null> => {
  const foldedNumber = foldTyped(paperNumber);
  return read.findOneBy(BookedReceiptTable, [
    { communityId, foldedNumber },
    { foldedNumber, paperSha256: paperSha256.toLowerCase() },
  ]);
};

/** Where the receipt was booked for another job meanwhile, all is done again and refused. */
export async function insertBookedReceipt(tx: EntityManager, receipt: BookedReceipt): Promise<void> {
  try {
    await tx.insert(BookedReceiptTable, receipt);
  } catch (error) {
    const { number: paperNumber, paperSha256 } = receipt;
    const booked = await findBookedReceipt(tx, receipt, { paperNumber, paperSha256 });
    if (booked) throw new Conflict(`The receipt ${paperNumber} was booked for ${booked.jobId} meanwhile`);
    throw error;
  }
}
