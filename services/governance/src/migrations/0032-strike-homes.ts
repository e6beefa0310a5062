import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class StrikeHomes0032001700000000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE exclusive_unit ADD COLUMN struckAt VARCHAR(24) NULL');
    await runner.query(`
      CREATE TABLE unit_strike (
        unitId      VARCHAR(64) NOT NULL,
        number      BIGINT NOT NULL,
        kind        VARCHAR(40) NOT NULL,
        reason      TEXT NOT NULL,
        paperNumber VARCHAR(100) NOT NULL,
        paperSha256 VARCHAR(64) NOT NULL,
        at          VARCHAR(24) NOT NULL,
        PRIMARY KEY (unitId, number)
      )`);
    await makeAppendOnly(runner, 'unit_strike');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE unit_strike');
    await runner.query('ALTER TABLE exclusive_unit DROP COLUMN struckAt');
  }
}
