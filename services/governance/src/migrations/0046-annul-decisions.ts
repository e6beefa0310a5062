import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AnnulDecisions0046001700000000046 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE owners_decision ADD COLUMN annulledAt VARCHAR(24) NULL');
    await runner.query(`
      CREATE TABLE annulment (
        decisionId  VARCHAR(64) NOT NULL,
        number      BIGINT NOT NULL,
        kind        VARCHAR(40) NOT NULL,
        annulledOn  VARCHAR(10) NOT NULL,
        paperNumber VARCHAR(100) NOT NULL,
        paperSha256 VARCHAR(64) NOT NULL,
        enteredBy   VARCHAR(40) NOT NULL,
        recordedAt  VARCHAR(24) NOT NULL,
        PRIMARY KEY (decisionId, number)
      )`);
    await makeAppendOnly(runner, 'annulment');
    await runner.query(`
      CREATE TABLE withdrawn_annulment (
        decisionId  VARCHAR(64) NOT NULL,
        number      BIGINT NOT NULL,
        paperNumber VARCHAR(100) NOT NULL,
        paperSha256 VARCHAR(64) NOT NULL,
        reason      TEXT NOT NULL,
        withdrawnAt VARCHAR(24) NOT NULL,
        PRIMARY KEY (decisionId, number)
      )`);
    await makeAppendOnly(runner, 'withdrawn_annulment');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE withdrawn_annulment');
    await runner.query('DROP TABLE annulment');
    await runner.query('ALTER TABLE owners_decision DROP COLUMN annulledAt');
  }
}
