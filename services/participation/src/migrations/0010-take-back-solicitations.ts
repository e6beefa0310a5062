import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TakeBackSolicitations0010001700000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE solicitation ADD COLUMN withdrawnBecause TEXT NULL');
    await runner.query('ALTER TABLE solicitation ADD COLUMN reopened BIGINT NOT NULL DEFAULT 0');
    // The default is for the solicitations that there are.
    await runner.query('ALTER TABLE solicitation ALTER COLUMN reopened DROP DEFAULT');
    await runner.query(`
      CREATE TABLE solicitation_reopening (
        solicitationId VARCHAR(64) NOT NULL,
        number         BIGINT NOT NULL,
        reason         TEXT NOT NULL,
        closedAt       VARCHAR(24) NOT NULL,
        gate           JSON NOT NULL,
        reopenedAt     VARCHAR(24) NOT NULL,
        PRIMARY KEY (solicitationId, number)
      )`);
    await makeAppendOnly(runner, 'solicitation_reopening');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE solicitation_reopening');
    await runner.query('ALTER TABLE solicitation DROP COLUMN reopened');
    await runner.query('ALTER TABLE solicitation DROP COLUMN withdrawnBecause');
  }
}
