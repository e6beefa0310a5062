import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMaintenanceJob0007001700000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE maintenance_job (
        id               VARCHAR(64) NOT NULL PRIMARY KEY,
        version          BIGINT NOT NULL,
        state            VARCHAR(40) NOT NULL,
        communityId      VARCHAR(64) NOT NULL,
        divisionCode     VARCHAR(40) NOT NULL,
        projectId        VARCHAR(64) NULL,
        contentCode      VARCHAR(40) NOT NULL,
        buildingIds      JSON NOT NULL,
        title            VARCHAR(200) NOT NULL,
        contractorName   VARCHAR(200) NOT NULL,
        synthetic        TINYINT NOT NULL,
        proposedAt       VARCHAR(24) NOT NULL,
        decisionId       VARCHAR(64) NULL,
        measurement      JSON NULL,
        costFen          BIGINT NULL,
        retainedFen      BIGINT NULL,
        appliedAt        VARCHAR(24) NULL,
        approvalDocument VARCHAR(100) NULL,
        approvedAt       VARCHAR(24) NULL,
        instructedAt     VARCHAR(24) NULL,
        instructedFen    BIGINT NULL,
        receivableFen    BIGINT NULL,
        paidFen          BIGINT NOT NULL,
        collectedFen     BIGINT NOT NULL,
        receipt          JSON NULL,
        KEY maintenance_job_community (communityId, id),
        KEY maintenance_job_project (projectId, id),
        KEY maintenance_job_decision (decisionId, id)
      )`);
    await runner.query(`
      CREATE TABLE fund_share (
        jobId         VARCHAR(64) NOT NULL,
        unitId        VARCHAR(64) NOT NULL,
        areaDm2       BIGINT NOT NULL,
        shareFen      BIGINT NOT NULL,
        retainedFen   BIGINT NOT NULL,
        drawnFen      BIGINT NULL,
        receivableFen BIGINT NULL,
        collectedFen  BIGINT NOT NULL,
        PRIMARY KEY (jobId, unitId)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['fund_share', 'maintenance_job']) await runner.query(`DROP TABLE ${table}`);
  }
}
