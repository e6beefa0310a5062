import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A scan tells a receipt whatever number was read from it, so none is booked under two. Of one that was, the first
 * booking has it, and what was booked stays; that number and scan together are told once is no rule of its own any more.
 */
export class BookAScanOnce0021001700000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE booked_scan (
        paperSha256 VARCHAR(64) NOT NULL PRIMARY KEY,
        jobId       VARCHAR(64) NOT NULL
      )`);
    await runner.query(`
      INSERT IGNORE INTO booked_scan (paperSha256, jobId)
      SELECT paperSha256, jobId FROM booked_receipt ORDER BY bookedAt, jobId`);
    await makeAppendOnly(runner, 'booked_scan');
    await runner.query('ALTER TABLE booked_receipt DROP KEY booked_receipt_paper');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE booked_receipt ADD UNIQUE KEY booked_receipt_paper (foldedNumber, paperSha256)',
    );
    await runner.query('DROP TABLE booked_scan');
  }
}
