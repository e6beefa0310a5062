import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateKnown0002001700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_community (
        id           VARCHAR(64) NOT NULL PRIMARY KEY,
        version      BIGINT NOT NULL,
        divisionCode VARCHAR(40) NOT NULL,
        name         VARCHAR(200) NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE known_committee (
        id          VARCHAR(64) NOT NULL PRIMARY KEY,
        communityId VARCHAR(64) NOT NULL,
        termFrom    VARCHAR(10) NOT NULL,
        termUntil   VARCHAR(10) NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE known_decision (
        id          VARCHAR(64) NOT NULL PRIMARY KEY,
        communityId VARCHAR(64) NOT NULL,
        companyId   VARCHAR(64) NULL,
        effectiveAt VARCHAR(24) NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['known_decision', 'known_committee', 'known_community']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
