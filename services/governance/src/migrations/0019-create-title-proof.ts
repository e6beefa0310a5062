import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTitleProof0019001700000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE title_proof (
        id            VARCHAR(64) NOT NULL PRIMARY KEY,
        meetingId     VARCHAR(64) NOT NULL,
        buyerId       VARCHAR(64) NOT NULL,
        unitIds       JSON NOT NULL,
        transferredOn VARCHAR(10) NOT NULL,
        paperNumber   VARCHAR(100) NOT NULL,
        paperSha256   VARCHAR(64) NOT NULL,
        provenAt      VARCHAR(24) NOT NULL,
        KEY title_proof_meeting (meetingId)
      )`);
    await runner.query(`
      CREATE TABLE sold_head (
        snapshotId VARCHAR(64) NOT NULL,
        headKey    VARCHAR(500) NOT NULL,
        buyerId    VARCHAR(64) NOT NULL,
        proofId    VARCHAR(64) NOT NULL,
        PRIMARY KEY (snapshotId, headKey)
      )`);
    for (const table of ['title_proof', 'sold_head']) await makeAppendOnly(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sold_head');
    await runner.query('DROP TABLE title_proof');
  }
}
