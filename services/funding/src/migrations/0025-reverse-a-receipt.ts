import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An entry by a receipt that was entered wrong is reversed by another, once, and the receipt is free again: what was
 * booked stays, and a later row of its number, or of its scan, says that it is not any more.
 */
export class ReverseAReceipt0025001700000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE journal_entry ADD COLUMN reversesId VARCHAR(64) NULL,
        ADD UNIQUE KEY journal_entry_reverses (reversesId)`);
    for (const [table, key] of keys) {
      await runner.query(`
        ALTER TABLE ${table} ADD COLUMN turn BIGINT NOT NULL DEFAULT 1, ADD COLUMN reversed TINYINT NOT NULL DEFAULT 0,
          DROP PRIMARY KEY, ADD PRIMARY KEY (${key}, turn)`);
      await runner.query(
        `ALTER TABLE ${table} ALTER COLUMN turn DROP DEFAULT, ALTER COLUMN reversed DROP DEFAULT`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, key] of keys)
      await runner.query(`
        ALTER TABLE ${table} DROP PRIMARY KEY, ADD PRIMARY KEY (${key}), DROP COLUMN turn, DROP COLUMN reversed`);
    await runner.query('ALTER TABLE journal_entry DROP KEY journal_entry_reverses, DROP COLUMN reversesId');
  }
}

const keys = [
  ['booked_receipt', 'communityId, foldedNumber'],
  ['booked_scan', 'paperSha256'],
] as const;
