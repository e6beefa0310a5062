import type { MigrationInterface, QueryRunner } from 'typeorm';

const basis = '{"purpose":"SOLICITATION","ground":"CONSENT","rules":["PART-2"]}';

/** All that is kept of households has one purpose, and so one basis. */
export class StoreTheLegalBasis0009001700000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE household_response ADD COLUMN legalBasis JSON NULL');
    await runner.query(`UPDATE household_response SET legalBasis = '${basis}'`);
    await runner.query('ALTER TABLE household_response MODIFY COLUMN legalBasis JSON NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE household_response DROP COLUMN legalBasis');
  }
}
