import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateProject0003001700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE renovation_project (
        id               VARCHAR(64) NOT NULL PRIMARY KEY,
        version          BIGINT NOT NULL,
        state            VARCHAR(40) NOT NULL,
        name             VARCHAR(200) NOT NULL,
        year             BIGINT NOT NULL,
        divisionCode     VARCHAR(40) NOT NULL,
        communityIds     JSON NOT NULL,
        contents         JSON NOT NULL,
        contentsHash     VARCHAR(64) NOT NULL,
        costFen          BIGINT NOT NULL,
        synthetic        TINYINT NOT NULL,
        proposedAt       VARCHAR(24) NOT NULL,
        listedAt         VARCHAR(24) NULL,
        approvedAt       VARCHAR(24) NULL,
        approvalDocument VARCHAR(100) NULL,
        startedAt        VARCHAR(24) NULL,
        KEY renovation_project_division (divisionCode, id)
      )`);
    await runner.query(`
      CREATE TABLE project_community (
        projectId   VARCHAR(64) NOT NULL,
        communityId VARCHAR(64) NOT NULL,
        PRIMARY KEY (projectId, communityId),
        KEY project_community_community (communityId, projectId)
      )`);
    await runner.query(`
      CREATE TABLE funding_line (
        projectId  VARCHAR(64) NOT NULL,
        number     BIGINT NOT NULL,
        kind       VARCHAR(40) NOT NULL,
        instrument VARCHAR(40) NOT NULL,
        amountFen  BIGINT NOT NULL,
        synthetic  TINYINT NOT NULL,
        PRIMARY KEY (projectId, number)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['funding_line', 'project_community', 'renovation_project'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
