import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePmContract0004001700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE pm_contract (
        id               VARCHAR(64) NOT NULL PRIMARY KEY,
        version          BIGINT NOT NULL,
        communityId      VARCHAR(64) NOT NULL,
        companyId        VARCHAR(64) NOT NULL,
        decisionId       VARCHAR(64) NOT NULL,
        committeeId      VARCHAR(64) NOT NULL,
        signedOn         VARCHAR(10) NOT NULL,
        \`from\`           VARCHAR(10) NOT NULL,
        until            VARCHAR(10) NOT NULL,
        services         JSON NOT NULL,
        feeFenPerM2Month BIGINT NOT NULL,
        rights           TEXT NOT NULL,
        fundUse          TEXT NOT NULL,
        pmRooms          TEXT NOT NULL,
        liability        TEXT NOT NULL,
        handOver         TEXT NOT NULL,
        paperNumber      VARCHAR(100) NOT NULL,
        paperHash        VARCHAR(64) NOT NULL,
        synthetic        TINYINT NOT NULL,
        recordedAt       VARCHAR(24) NOT NULL,
        UNIQUE KEY pm_contract_decision (decisionId),
        KEY pm_contract_community (communityId, id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE pm_contract');
  }
}
