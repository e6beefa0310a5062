import { idColumn } from '@anju/runtime/columns';
import { Conflict } from '@anju/runtime/transaction';
import { type EntityManager, EntitySchema, Not } from 'typeorm';
import type { MeasuredSheet } from './measured-sheet';

/** One for each job that was measured: the sheet that counts, as on the job. */
export const MeasuredSheetTable = new EntitySchema<MeasuredSheet>({
  name: 'measured_sheet',
  columns: {
    jobId: { ...idColumn, primary: true },
    communityId: idColumn,
    foldedNumber: { type: 'varchar', length: 100 },
    paperSha256: idColumn,
  },
  indices: [
    { name: 'measured_sheet_number', columns: ['communityId', 'foldedNumber'], unique: true },
    { name: 'measured_sheet_scan', columns: ['communityId', 'paperSha256'], unique: true },
  ],
});

/** The same sheet as it was entered for another job of the community, by its number or its scan. */
export const findSheetOfAnother = (
  read: EntityManager,
  { jobId, communityId, foldedNumber, paperSha256 }: MeasuredSheet,
): Promise<MeasuredSheet | null> => {
  const another = { communityId, jobId: Not(jobId) };
  return read.findOneBy(MeasuredSheetTable, [
    { ...another, foldedNumber },
    { ...another, paperSha256 },
  ]);
};

/** The sheet that was entered wrong is free again. Where another job got this one meanwhile, all is done again and refused. */
export async function replaceSheet(tx: EntityManager, sheet: MeasuredSheet): Promise<void> {
  await tx.delete(MeasuredSheetTable, { jobId: sheet.jobId });
  try {
    await tx.insert(MeasuredSheetTable, sheet);
  } catch (error) {
    const another = await findSheetOfAnother(tx, sheet);
    if (another)
      throw new Conflict(`The sheet ${sheet.foldedNumber} was entered for ${another.jobId} meanwhile`);
    throw error;
  }
}
