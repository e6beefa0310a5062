import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What funding knows of other services' things, by their events. */
export class CreateKnown0002001700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_community (
        id           VARCHAR(64) NOT NULL PRIMARY KEY,
        divisionCode VARCHAR(40) NOT NULL,
        name         VARCHAR(200) NOT NULL,
        households   BIGINT NULL,
        synthetic    TINYINT NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE known_building (
        id          VARCHAR(64) NOT NULL PRIMARY KEY,
        communityId VARCHAR(64) NOT NULL,
        number      VARCHAR(40) NOT NULL,
        KEY known_building_community (communityId)
      )`);
    await runner.query(`
      CREATE TABLE known_unit (
        id          VARCHAR(64) NOT NULL PRIMARY KEY,
        buildingId  VARCHAR(64) NOT NULL,
        communityId VARCHAR(64) NOT NULL,
        label       VARCHAR(40) NOT NULL,
        areaDm2     BIGINT NULL,
        ownerIds    JSON NOT NULL,
        KEY known_unit_building (buildingId),
        KEY known_unit_label (communityId, label)
      )`);
    await runner.query(`
      CREATE TABLE known_committee (
        id          VARCHAR(64) NOT NULL PRIMARY KEY,
        communityId VARCHAR(64) NOT NULL,
        termFrom    VARCHAR(10) NOT NULL,
        termUntil   VARCHAR(10) NOT NULL,
        KEY known_committee_community (communityId)
      )`);
    await runner.query(`
      CREATE TABLE household_gate (
        solicitationId         VARCHAR(64) NOT NULL PRIMARY KEY,
        communityId            VARCHAR(64) NOT NULL,
        households             BIGINT NOT NULL,
        contacted              BIGINT NOT NULL,
        answers                BIGINT NOT NULL,
        consents               BIGINT NOT NULL,
        managementModeConsents BIGINT NOT NULL,
        shortOf                JSON NOT NULL,
        decidedAt              VARCHAR(24) NOT NULL,
        KEY household_gate_community (communityId)
      )`);
    await runner.query(`
      CREATE TABLE known_decision (
        id                VARCHAR(64) NOT NULL PRIMARY KEY,
        communityId       VARCHAR(64) NOT NULL,
        divisionCode      VARCHAR(40) NOT NULL,
        matter            VARCHAR(40) NOT NULL,
        warrants          JSON NOT NULL,
        acceptedProjectId VARCHAR(64) NULL,
        decidedAt         VARCHAR(24) NOT NULL,
        effectiveAt       VARCHAR(24) NULL,
        KEY known_decision_project (acceptedProjectId)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'known_decision',
      'household_gate',
      'known_committee',
      'known_unit',
      'known_building',
      'known_community',
    ])
      await runner.query(`DROP TABLE ${table}`);
  }
}
