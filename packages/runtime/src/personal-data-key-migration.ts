import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which key names are sealed by (`personal-data-key.table.ts`). */
export class KeepPersonalDataKey0001001700000001002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE personal_data_key (
        id     VARCHAR(64) NOT NULL PRIMARY KEY,
        digest VARCHAR(64) NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE personal_data_key');
  }
}
