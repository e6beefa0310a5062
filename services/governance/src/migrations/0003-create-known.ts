import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateKnown0003001700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_company (
        id   VARCHAR(64) NOT NULL PRIMARY KEY,
        name TEXT NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE known_project (
        id           VARCHAR(64) NOT NULL PRIMARY KEY,
        name         TEXT NOT NULL,
        state        VARCHAR(40) NOT NULL,
        communityIds JSON NOT NULL,
        contents     JSON NOT NULL,
        contentsHash VARCHAR(64) NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['known_project', 'known_company']) await runner.query(`DROP TABLE ${table}`);
  }
}
