import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateHouseholdResponse0003001700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE household_response (
        id              VARCHAR(64) NOT NULL PRIMARY KEY,
        version         BIGINT NOT NULL,
        solicitationId  VARCHAR(64) NOT NULL,
        household       VARCHAR(40) NOT NULL,
        building        VARCHAR(40) NOT NULL,
        contactedOn     VARCHAR(10) NOT NULL,
        countedAnswerId VARCHAR(64) NULL,
        UNIQUE KEY household_response_household (solicitationId, household)
      )`);
    await runner.query(`
      CREATE TABLE household_contact (
        id          VARCHAR(64) NOT NULL PRIMARY KEY,
        responseId  VARCHAR(64) NOT NULL,
        number      BIGINT NOT NULL,
        way         VARCHAR(40) NOT NULL,
        contactedOn VARCHAR(10) NOT NULL,
        sealedBy    VARCHAR(400) NULL,
        recordedAt  VARCHAR(24) NOT NULL,
        UNIQUE KEY household_contact_number (responseId, number)
      )`);
    await runner.query(`
      CREATE TABLE household_answer (
        id                       VARCHAR(64) NOT NULL PRIMARY KEY,
        responseId               VARCHAR(64) NOT NULL,
        number                   BIGINT NOT NULL,
        kind                     VARCHAR(40) NOT NULL,
        consents                 TINYINT NOT NULL,
        consentsToManagementMode TINYINT NOT NULL,
        managementMode           VARCHAR(40) NULL,
        wishes                   JSON NOT NULL,
        answeredOn               VARCHAR(10) NOT NULL,
        recordedAt               VARCHAR(24) NOT NULL,
        UNIQUE KEY household_answer_number (responseId, number)
      )`);
    await makeAppendOnly(runner, 'household_contact');
    await makeAppendOnly(runner, 'household_answer');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['household_answer', 'household_contact', 'household_response']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
