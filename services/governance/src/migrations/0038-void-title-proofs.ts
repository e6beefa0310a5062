import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A head of which the proof was voided is proven sold anew by another. */
export class VoidTitleProofs0038001700000000038 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE voided_title_proof (
        proofId  VARCHAR(64) NOT NULL PRIMARY KEY,
        reason   TEXT NOT NULL,
        voidedAt VARCHAR(24) NOT NULL
      )`);
    await makeAppendOnly(runner, 'voided_title_proof');
    await runner.query(
      'ALTER TABLE sold_head DROP PRIMARY KEY, ADD PRIMARY KEY (snapshotId, headKey, proofId)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sold_head DROP PRIMARY KEY, ADD PRIMARY KEY (snapshotId, headKey)');
    await runner.query('DROP TABLE voided_title_proof');
  }
}
