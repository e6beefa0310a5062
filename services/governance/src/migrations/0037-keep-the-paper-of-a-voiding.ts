import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A paper ballot is voided on an owner's word where that word is on paper. */
export class KeepThePaperOfAVoiding0037001700000000037 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE voided_ballot ADD COLUMN paperNumber VARCHAR(100) NULL');
    await runner.query('ALTER TABLE voided_ballot ADD COLUMN paperSha256 VARCHAR(64) NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of ['paperNumber', 'paperSha256'])
      await runner.query(`ALTER TABLE voided_ballot DROP COLUMN ${column}`);
  }
}
