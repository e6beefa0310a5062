import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What tells a receipt stands beside its number as it was entered, which stays what it is. It is computed as the column
 * is added, so no row is updated. Of two that only their dashes told apart somebody has to see what was booked twice:
 * then this stops and says which.
 */
export class TellReceiptsByFoldedNumbers0015001700000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE booked_receipt ADD COLUMN foldedNumber VARCHAR(100) NOT NULL
        DEFAULT (REGEXP_REPLACE(number, '[-\u2010-\u2015\u2212\u2500\u30fc]+', '-'))`);
    await runner.query('ALTER TABLE booked_receipt ALTER COLUMN foldedNumber DROP DEFAULT');
    await runner.query(`
      ALTER TABLE booked_receipt
        DROP PRIMARY KEY, ADD PRIMARY KEY (communityId, foldedNumber),
        DROP KEY booked_receipt_paper, ADD UNIQUE KEY booked_receipt_paper (foldedNumber, paperSha256)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE booked_receipt
        DROP PRIMARY KEY, ADD PRIMARY KEY (communityId, number),
        DROP KEY booked_receipt_paper, ADD UNIQUE KEY booked_receipt_paper (number, paperSha256)`);
    await runner.query('ALTER TABLE booked_receipt DROP COLUMN foldedNumber');
  }
}
