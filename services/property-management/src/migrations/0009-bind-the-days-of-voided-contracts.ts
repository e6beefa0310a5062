import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A bureau voids a contract on a paper, and the days of what was signed stay its decision's. */
export class BindTheDaysOfVoidedContracts0009001700000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE pm_contract
        ADD COLUMN voidingPaperNumber VARCHAR(100) NULL,
        ADD COLUMN voidingPaperHash   VARCHAR(64) NULL,
        ADD COLUMN boundFrom          VARCHAR(10) NULL,
        ADD COLUMN boundUntil         VARCHAR(10) NULL`);
    // Nobody read the paper of those that a committee voided alone: the days that were entered are all that is known of it.
    await runner.query(
      'UPDATE pm_contract SET boundFrom = `from`, boundUntil = `until` WHERE voidedAt IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE pm_contract
        DROP COLUMN voidingPaperNumber,
        DROP COLUMN voidingPaperHash,
        DROP COLUMN boundFrom,
        DROP COLUMN boundUntil`);
  }
}
