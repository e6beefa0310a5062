import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is known from before was adopted; that it was invented was not kept. A copy that is rebuilt knows both. */
export class KeepMarksAndRejections0016001700000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column, before] of columns) {
      await runner.query(`ALTER TABLE ${table} ADD COLUMN ${column} TINYINT NOT NULL DEFAULT ${before}`);
      await runner.query(`ALTER TABLE ${table} ALTER COLUMN ${column} DROP DEFAULT`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of columns) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
  }
}

const columns = [
  ['known_decision', 'adopted', 1],
  ['known_decision', 'synthetic', 0],
  ['household_gate', 'synthetic', 0],
] as const;
