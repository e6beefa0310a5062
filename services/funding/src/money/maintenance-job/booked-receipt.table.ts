import { idColumn, instantColumn, integerColumn } from '@anju/runtime/columns';
import { Conflict } from '@anju/runtime/transaction';
import type { Instant } from '@anju/values/time';
import { type EntityManager, EntitySchema } from 'typeorm';
import { foldTyped } from '@anju/values/fold-typed';
import type { BookedReceipt, ReceiptTurn } from './booked-receipt';
import type { UsedPaper } from './job-paper';
import type { MaintenanceJob, Paper } from './maintenance-job';

const turn = {
  turn: { ...integerColumn, primary: true },
  reversed: { type: 'boolean' },
} as const;

/** Append-only: what was booked stays booked. The last row of a number says whether it still is. */
export const BookedReceiptTable = new EntitySchema<BookedReceipt & ReceiptTurn>({
  name: 'booked_receipt',
  columns: {
    communityId: { ...idColumn, primary: true },
    foldedNumber: { type: 'varchar', length: 100, primary: true },
    number: { type: 'varchar', length: 100 },
    paperSha256: idColumn,
    jobId: idColumn,
    bookedAt: instantColumn,
    ...turn,
  },
});

/** Append-only too. Of a scan that was booked under two numbers before this was kept, the first has it. */
export const BookedScanTable = new EntitySchema<Pick<BookedReceipt, 'paperSha256' | 'jobId'> & ReceiptTurn>({
  name: 'booked_scan',
  columns: {
    paperSha256: { ...idColumn, primary: true },
    jobId: idColumn,
    ...turn,
  },
});

const latest = { order: { turn: 'DESC' } } as const;

const lastOfNumber = (
  read: EntityManager,
  { communityId, foldedNumber }: Pick<BookedReceipt, 'communityId' | 'foldedNumber'>,
) => read.findOne(BookedReceiptTable, { where: { communityId, foldedNumber }, ...latest });

const lastOfScan = (read: EntityManager, paperSha256: string) =>
  read.findOne(BookedScanTable, { where: { paperSha256 }, ...latest });

/** What the receipt was booked for before, by its number in this community or by its scan in any. */
export async function findBookedReceipt(
  read: EntityManager,
  { communityId }: Pick<MaintenanceJob, 'communityId'>,
  { paperNumber, paperSha256 }: Paper,
): Promise<UsedPaper | null> {
  const booked = await lastOfNumber(read, { communityId, foldedNumber: foldTyped(paperNumber) });
  return booked && !booked.reversed
    ? { jobId: booked.jobId, use: 'RECEIPT' }
    : findReceiptByScan(read, paperSha256);
}

export async function findReceiptByScan(read: EntityManager, scan: string): Promise<UsedPaper | null> {
  const booked = await lastOfScan(read, scan.toLowerCase());
  return booked && !booked.reversed ? { jobId: booked.jobId, use: 'RECEIPT' } : null;
}

/** Where the receipt was booked for another job meanwhile, all is done again and refused. */
export async function insertBookedReceipt(tx: EntityManager, receipt: BookedReceipt): Promise<void> {
  const { jobId, number: paperNumber, paperSha256 } = receipt;
  const throwIfBooked = async () => {
    const booked = await findBookedReceipt(tx, receipt, { paperNumber, paperSha256 });
    if (booked) throw new Conflict(`The receipt ${paperNumber} was booked for ${booked.jobId} meanwhile`);
  };
  // Read again for the turns: a number that was free may not be any more.
  await throwIfBooked();
  const next = (last: ReceiptTurn | null) => ({ turn: (last?.turn ?? 0) + 1, reversed: false });
  const ofNumber = next(await lastOfNumber(tx, receipt));
  const ofScan = next(await lastOfScan(tx, paperSha256));
  try {
    await tx.insert(BookedReceiptTable, { ...receipt, ...ofNumber });
    await tx.insert(BookedScanTable, { paperSha256, jobId, ...ofScan });
  } catch (error) {
    await throwIfBooked();
    throw error;
  }
}

/**
 * The receipt, by its number and its scan, is free again. What was booked and when that was reversed stays. Of a number
 * that was booked for two jobs before each was booked once, only the one that has it gives it back. Returns the scan.
 */
export async function freeReceipt(
  tx: EntityManager,
  of: Pick<BookedReceipt, 'communityId' | 'foldedNumber' | 'jobId'>,
  now: Instant,
): Promise<string | null> {
  const booked = await lastOfNumber(tx, of);
  if (!booked || booked.reversed || booked.jobId !== of.jobId) return null;
  const next = ({ turn: last }: ReceiptTurn) => ({ turn: last + 1, reversed: true });
  await tx.insert(BookedReceiptTable, { ...booked, bookedAt: now, ...next(booked) });
  const scan = await lastOfScan(tx, booked.paperSha256);
  if (scan && !scan.reversed && !(await isScanOfAnother(tx, booked)))
    await tx.insert(BookedScanTable, { ...scan, ...next(scan) });
  return booked.paperSha256;
}

/** Whether another number stands for the same scan, as some did before a scan was booked once. */
async function isScanOfAnother(
  tx: EntityManager,
  { communityId, foldedNumber, paperSha256 }: BookedReceipt,
): Promise<boolean> {
  for (const other of await tx.findBy(BookedReceiptTable, { paperSha256, turn: 1 })) {
    if (other.communityId === communityId && other.foldedNumber === foldedNumber) continue;
    const last = await lastOfNumber(tx, other);
    if (last && !last.reversed && last.paperSha256 === paperSha256) return true;
  }
  return false;
}
