import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCommunity0002001700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE community (
        id            VARCHAR(64) NOT NULL PRIMARY KEY,
        version       BIGINT NOT NULL,
        divisionCode  VARCHAR(40) NOT NULL,
        name          VARCHAR(200) NOT NULL,
        publicationId VARCHAR(64) NOT NULL,
        sourceLine    BIGINT NOT NULL,
        households    BIGINT NULL,
        buildingCount BIGINT NULL,
        persons       BIGINT NULL,
        completedYear BIGINT NULL,
        landMu        BIGINT NULL,
        floorAreaDm2  BIGINT NULL,
        investmentFen BIGINT NULL,
        derived       TINYINT NOT NULL,
        incomplete    TINYINT NOT NULL,
        synthetic     TINYINT NOT NULL,
        UNIQUE KEY community_name (divisionCode, name)
      )`);
    await runner.query(`
      CREATE TABLE publication (
        id         VARCHAR(64) NOT NULL PRIMARY KEY,
        version    BIGINT NOT NULL,
        importedAt VARCHAR(24) NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE source_row (
        publicationId VARCHAR(64) NOT NULL,
        line          BIGINT NOT NULL,
        kind          VARCHAR(40) NOT NULL,
        name          VARCHAR(200) NOT NULL,
        groupName     VARCHAR(200) NULL,
        firstNumber   BIGINT NULL,
        lastNumber    BIGINT NULL,
        cells         JSON NOT NULL,
        quantities    JSON NOT NULL,
        PRIMARY KEY (publicationId, line)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['source_row', 'publication', 'community']) await runner.query(`DROP TABLE ${table}`);
  }
}
