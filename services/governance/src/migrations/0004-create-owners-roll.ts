import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOwnersRoll0004001700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE building (
        id          VARCHAR(64) NOT NULL PRIMARY KEY,
        version     BIGINT NOT NULL,
        communityId VARCHAR(64) NOT NULL,
        number      VARCHAR(40) NOT NULL,
        position    VARCHAR(100) NOT NULL,
        UNIQUE KEY building_position (communityId, position)
      )`);
    await runner.query(`
      CREATE TABLE exclusive_unit (
        id                VARCHAR(64) NOT NULL PRIMARY KEY,
        communityId       VARCHAR(64) NOT NULL,
        buildingId        VARCHAR(64) NOT NULL,
        label             VARCHAR(40) NOT NULL,
        position          VARCHAR(100) NOT NULL,
        areaRegisteredDm2 BIGINT NULL,
        areaSurveyedDm2   BIGINT NULL,
        areaContractDm2   BIGINT NULL,
        areaDm2           BIGINT NULL,
        housingKind       VARCHAR(40) NOT NULL,
        title             VARCHAR(40) NOT NULL,
        ownerIds          JSON NOT NULL,
        headKey           VARCHAR(500) NOT NULL,
        synthetic         TINYINT NOT NULL,
        UNIQUE KEY exclusive_unit_position (communityId, position),
        KEY exclusive_unit_building (buildingId)
      )`);
    await runner.query(`
      CREATE TABLE owner (
        id          VARCHAR(64) NOT NULL PRIMARY KEY,
        version     BIGINT NOT NULL,
        communityId VARCHAR(64) NOT NULL,
        kind        VARCHAR(40) NOT NULL,
        name        TEXT NOT NULL,
        document    TEXT NOT NULL,
        documentKey VARCHAR(64) NOT NULL,
        UNIQUE KEY owner_document (communityId, documentKey)
      )`);
    await runner.query(`
      CREATE TABLE unit_owner (
        ownerId VARCHAR(64) NOT NULL,
        unitId  VARCHAR(64) NOT NULL,
        PRIMARY KEY (ownerId, unitId),
        KEY unit_owner_unit (unitId)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['unit_owner', 'owner', 'exclusive_unit', 'building'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
