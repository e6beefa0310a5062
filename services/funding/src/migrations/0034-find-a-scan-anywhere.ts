import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FindAScanAnywhere0034001700000000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables)
      await runner.query(`CREATE INDEX ${table}_scan_anywhere ON ${table} (paperSha256)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP INDEX ${table}_scan_anywhere ON ${table}`);
  }
}

const tables = ['measured_sheet', 'acceptance_paper'];
