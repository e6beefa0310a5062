import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofPaper = ['paperNumber', 'paperSha256'];

/** A posting that was withdrawn before this has named no paper, and keeps empty text. */
export class NameThePaperOfAWithdrawal0044001700000000044 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE withdrawn_posting
        ADD COLUMN paperNumber VARCHAR(100) NOT NULL,
        ADD COLUMN paperSha256 VARCHAR(64) NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of ofPaper) await runner.query(`ALTER TABLE withdrawn_posting DROP COLUMN ${column}`);
  }
}
