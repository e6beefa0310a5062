import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateWarrant0004001700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE warrant (
        id           VARCHAR(64) NOT NULL PRIMARY KEY,
        version      BIGINT NOT NULL,
        decisionId   VARCHAR(64) NOT NULL,
        communityId  VARCHAR(64) NOT NULL,
        contentCodes JSON NOT NULL,
        buildingIds  JSON NOT NULL,
        ceilingFen   BIGINT NOT NULL,
        committedFen BIGINT NOT NULL,
        recordedAt   VARCHAR(24) NOT NULL,
        UNIQUE KEY warrant_decision (decisionId)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE warrant');
  }
}
