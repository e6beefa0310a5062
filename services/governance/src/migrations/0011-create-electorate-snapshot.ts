import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateElectorateSnapshot0011001700000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE electorate_snapshot (
        id          VARCHAR(64) NOT NULL PRIMARY KEY,
        meetingId   VARCHAR(64) NOT NULL,
        scope       VARCHAR(40) NOT NULL,
        buildingIds JSON NOT NULL,
        takenAt     VARCHAR(24) NOT NULL,
        units       BIGINT NOT NULL,
        heads       BIGINT NOT NULL,
        areaDm2     BIGINT NOT NULL,
        hash        VARCHAR(64) NOT NULL,
        KEY electorate_snapshot_meeting (meetingId)
      )`);
    await runner.query(`
      CREATE TABLE electorate_unit (
        snapshotId VARCHAR(64) NOT NULL,
        unitId     VARCHAR(64) NOT NULL,
        buildingId VARCHAR(64) NOT NULL,
        label      VARCHAR(100) NOT NULL,
        areaDm2    BIGINT NOT NULL,
        headKey    VARCHAR(500) NOT NULL,
        PRIMARY KEY (snapshotId, unitId)
      )`);
    await runner.query(`
      CREATE TABLE electorate_head (
        snapshotId VARCHAR(64) NOT NULL,
        headKey    VARCHAR(500) NOT NULL,
        units      BIGINT NOT NULL,
        areaDm2    BIGINT NOT NULL,
        PRIMARY KEY (snapshotId, headKey)
      )`);
    await runner.query(`
      CREATE TABLE elector (
        snapshotId VARCHAR(64) NOT NULL,
        ownerId    VARCHAR(64) NOT NULL,
        headKey    VARCHAR(500) NOT NULL,
        PRIMARY KEY (snapshotId, ownerId, headKey)
      )`);
    for (const table of ['electorate_snapshot', 'electorate_unit', 'electorate_head', 'elector'])
      await makeAppendOnly(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['elector', 'electorate_head', 'electorate_unit', 'electorate_snapshot'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
