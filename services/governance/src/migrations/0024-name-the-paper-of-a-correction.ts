import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofPaper = ['paperNumber', 'paperSha256'];

/** A correction of before this has named no paper, and keeps empty text. */
export class NameThePaperOfACorrection0024001700000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE superseded_posting
        ADD COLUMN paperNumber VARCHAR(100) NOT NULL,
        ADD COLUMN paperSha256 VARCHAR(64) NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of ofPaper) await runner.query(`ALTER TABLE superseded_posting DROP COLUMN ${column}`);
  }
}
