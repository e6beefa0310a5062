import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which receipts money was booked by, so that none pays twice. Of one that was booked twice before, the first stands;
 * the hash of what homes paid by was not kept until now, so the entry's id stands for it.
 */
export class CreateBookedReceipt0009001700000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE booked_receipt (
        communityId VARCHAR(64) NOT NULL,
        number      VARCHAR(100) NOT NULL,
        paperSha256 VARCHAR(64) NOT NULL,
        jobId       VARCHAR(64) NOT NULL,
        bookedAt    VARCHAR(24) NOT NULL,
        PRIMARY KEY (communityId, number),
        UNIQUE KEY booked_receipt_paper (number, paperSha256)
      )`);
    await runner.query(`
      INSERT IGNORE INTO booked_receipt (communityId, number, paperSha256, jobId, bookedAt)
      SELECT entry.communityId, REPLACE(UPPER(entry.paperNumber), ' ', ''),
             IF(entry.kind = 'MAINTENANCE_PAYMENT', JSON_VALUE(job.receipt, '$.paperSha256'), entry.id),
             entry.jobId, entry.bookedAt
        FROM journal_entry entry
        JOIN maintenance_job job ON job.id = entry.jobId
       WHERE entry.paperNumber IS NOT NULL
       ORDER BY entry.id`);
    await makeAppendOnly(runner, 'booked_receipt');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE booked_receipt');
  }
}
