import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lines from before have no earmark. */
export class EarmarkALine0014001700000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE funding_line ADD COLUMN contentCodes JSON NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE funding_line DROP COLUMN contentCodes');
  }
}
