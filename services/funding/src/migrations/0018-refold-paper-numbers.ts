import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { foldTyped } from '../fold-typed';
import { fillJobPapers } from './fill-job-papers';

/**
 * Numbers that differ in the signs between their parts are one. What was booked is kept as it is and cannot be updated,
 * so the table is written anew. Of two receipts that only their signs told apart somebody has to see what was booked
 * twice: then this stops and says which. Of a sheet that two jobs had, the first has it.
 */
export class RefoldPaperNumbers0018001700000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS booked_receipt_anew, booked_receipt_before');
    await runner.query('CREATE TABLE booked_receipt_anew LIKE booked_receipt');
    const columns = ['communityId', 'foldedNumber', 'number', 'paperSha256', 'jobId', 'bookedAt'];
    const rows: Record<string, string>[] = await runner.query(
      `SELECT ${columns.join(', ')} FROM booked_receipt`,
    );
    for (const row of rows) {
      const folded = { ...row, foldedNumber: foldTyped(row['number']!) };
      await runner.query(
        `INSERT INTO booked_receipt_anew (${columns.join(', ')}) VALUES (?, ?, ?, ?, ?, ?)`,
        columns.map((column) => folded[column as keyof typeof folded]),
      );
    }
    // In one step, so that there is a table of this name whenever this is stopped and done again.
    await runner.query(
      'RENAME TABLE booked_receipt TO booked_receipt_before, booked_receipt_anew TO booked_receipt',
    );
    await runner.query('DROP TABLE booked_receipt_before');
    await makeAppendOnly(runner, 'booked_receipt');

    await runner.query('DELETE FROM measured_sheet');
    await fillJobPapers(runner, 'measured_sheet', 'measurement');
  }

  /** The column is read the same whatever it was folded by. */
  async down(): Promise<void> {}
}
