import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is known from before is taken as real. A copy that is rebuilt knows better. */
export class MarkInventedRegister0007001700000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables)
      await runner.query(`ALTER TABLE ${table} ADD COLUMN synthetic TINYINT NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`ALTER TABLE ${table} DROP COLUMN synthetic`);
  }
}

const tables = ['known_community', 'known_building'];
