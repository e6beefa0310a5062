import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EnterRulesOfProcedure0051001700000000051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rules_of_procedure (
        id          VARCHAR(64) NOT NULL PRIMARY KEY,
        communityId VARCHAR(64) NOT NULL,
        adoptedOn   VARCHAR(10) NOT NULL,
        appliesFrom VARCHAR(10) NOT NULL,
        paperNumber VARCHAR(100) NOT NULL,
        paperSha256 VARCHAR(64) NOT NULL,
        clauses     JSON NOT NULL,
        synthetic   TINYINT NOT NULL,
        enteredAt   VARCHAR(24) NOT NULL
      )`);
    await runner.query(
      'CREATE INDEX rules_of_procedure_community ON rules_of_procedure (communityId, appliesFrom)',
    );
    await makeAppendOnly(runner, 'rules_of_procedure');
    await runner.query(`
      CREATE TABLE voided_rules_of_procedure (
        rulesId  VARCHAR(64) NOT NULL PRIMARY KEY,
        reason   TEXT NOT NULL,
        voidedAt VARCHAR(24) NOT NULL
      )`);
    await makeAppendOnly(runner, 'voided_rules_of_procedure');
    await runner.query('ALTER TABLE assembly_meeting ADD COLUMN rulesOfProcedureId VARCHAR(64) NULL');
    await runner.query('ALTER TABLE electorate_snapshot ADD COLUMN stallsAreaDm2 BIGINT NOT NULL');
    await runner.query('ALTER TABLE ballot_answer ADD COLUMN blank TINYINT NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ballot_answer DROP COLUMN blank');
    await runner.query('ALTER TABLE electorate_snapshot DROP COLUMN stallsAreaDm2');
    await runner.query('ALTER TABLE assembly_meeting DROP COLUMN rulesOfProcedureId');
    await runner.query('DROP TABLE voided_rules_of_procedure');
    await runner.query('DROP TABLE rules_of_procedure');
  }
}
