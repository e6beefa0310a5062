import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { foldTyped } from '../fold-typed';

/** A reversal of before this stands in the books without its reason, and in the audit trail with it: the n-th in the n-th. */
export class KeepPapersOfReversals0027001700000000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE receipt_reversal (
        entryId       VARCHAR(64) NOT NULL PRIMARY KEY,
        jobId         VARCHAR(64) NOT NULL,
        communityId   VARCHAR(64) NOT NULL,
        kind          VARCHAR(40) NOT NULL,
        receiptNumber VARCHAR(100) NOT NULL,
        receiptSha256 VARCHAR(64) NULL,
        reason        TEXT NOT NULL,
        paperNumber   VARCHAR(100) NOT NULL,
        foldedNumber  VARCHAR(100) NOT NULL,
        paperSha256   VARCHAR(64) NOT NULL,
        reversedBy    VARCHAR(40) NOT NULL,
        reversedAt    VARCHAR(24) NOT NULL,
        KEY receipt_reversal_job (jobId),
        KEY receipt_reversal_number (communityId, foldedNumber),
        KEY receipt_reversal_scan (paperSha256)
      )`);
    const made: Record<string, string>[] = await runner.query(`
      SELECT booked.id AS entryId, booked.jobId, booked.communityId, booked.kind, booked.paperNumber AS receiptNumber,
             JSON_VALUE(audit.detail, '$.receiptSha256') AS receiptSha256, JSON_VALUE(audit.detail, '$.reason') AS reason,
             taken.paperNumber, LOWER(JSON_VALUE(audit.detail, '$.paperSha256')) AS paperSha256,
             IF(JSON_CONTAINS(audit.roles, '"COUNTY_BUREAU"'), 'COUNTY_BUREAU', 'FINANCE') AS reversedBy,
             taken.bookedAt AS reversedAt
        FROM (SELECT entry.*, ROW_NUMBER() OVER (PARTITION BY jobId ORDER BY id) AS number
                FROM journal_entry AS entry WHERE kind = 'RECEIPT_REVERSED') AS taken
        JOIN journal_entry AS booked ON booked.id = taken.reversesId
        JOIN (SELECT entry.*, ROW_NUMBER() OVER (PARTITION BY subject ORDER BY id) AS number
                FROM audit_entry AS entry WHERE action = 'reverseReceipt') AS audit
          ON audit.subject = taken.jobId AND audit.number = taken.number`);
    for (const { paperNumber, ...row } of made) {
      const values = { ...row, paperNumber, foldedNumber: foldTyped(paperNumber!) };
      await runner.query(
        `INSERT INTO receipt_reversal (${Object.keys(values).join(', ')})
         VALUES (${Object.keys(values)
           .map(() => '?')
           .join(', ')})`,
        Object.values(values),
      );
    }
    await makeAppendOnly(runner, 'receipt_reversal');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE receipt_reversal');
  }
}
