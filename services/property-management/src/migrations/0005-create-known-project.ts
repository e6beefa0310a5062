import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateKnownProject0005001700000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_project (
        id           VARCHAR(64) NOT NULL PRIMARY KEY,
        communityIds JSON NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_project');
  }
}
