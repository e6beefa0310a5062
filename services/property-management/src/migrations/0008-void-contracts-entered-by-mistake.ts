import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A decision whose contract was voided is signed again. */
export class VoidContractsEnteredByMistake0008001700000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The default is for the contracts that there are.
    await runner.query('ALTER TABLE pm_contract ADD COLUMN entry BIGINT NOT NULL DEFAULT 1');
    await runner.query('ALTER TABLE pm_contract ALTER COLUMN entry DROP DEFAULT');
    await runner.query(`
      ALTER TABLE pm_contract
        ADD COLUMN voidedAt      VARCHAR(24) NULL,
        ADD COLUMN voidedBecause TEXT NULL,
        DROP INDEX pm_contract_decision,
        ADD UNIQUE KEY pm_contract_decision (decisionId, entry)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE pm_contract
        DROP INDEX pm_contract_decision,
        ADD UNIQUE KEY pm_contract_decision (decisionId),
        DROP COLUMN entry,
        DROP COLUMN voidedAt,
        DROP COLUMN voidedBecause`);
  }
}
