import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of what is known from before it was not kept that it was invented. A copy that is rebuilt knows. */
export class KeepMarksOfTheInvented0006001700000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) {
      await runner.query(`ALTER TABLE ${table} ADD COLUMN synthetic TINYINT NOT NULL DEFAULT 0`);
      await runner.query(`ALTER TABLE ${table} ALTER COLUMN synthetic DROP DEFAULT`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`ALTER TABLE ${table} DROP COLUMN synthetic`);
  }
}

const tables = ['known_community', 'known_decision'];
