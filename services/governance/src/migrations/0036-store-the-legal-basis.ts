import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each table has held until now has one purpose, and so one basis. */
const held = {
  owner: '{"purpose":"OWNERS_ROLL","ground":"STATUTORY_DUTY","rules":["GOV-START-4","GOV-VOTE-1"]}',
  committee_member: '{"purpose":"COMMITTEE_FILING","ground":"STATUTORY_DUTY","rules":["GOV-COM-4"]}',
};

export class StoreTheLegalBasis0036001700000000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, basis] of Object.entries(held)) {
      await runner.query(`ALTER TABLE ${table} ADD COLUMN legalBasis JSON NULL`);
      await runner.query(`UPDATE ${table} SET legalBasis = '${basis}'`);
      await runner.query(`ALTER TABLE ${table} MODIFY COLUMN legalBasis JSON NOT NULL`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(held)) await runner.query(`ALTER TABLE ${table} DROP COLUMN legalBasis`);
  }
}
