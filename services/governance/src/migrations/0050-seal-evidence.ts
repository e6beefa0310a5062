import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SealEvidence0050001700000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE evidence (
        questionId    VARCHAR(64) NOT NULL PRIMARY KEY,
        sealedAt      VARCHAR(24) NOT NULL,
        seed          VARCHAR(200) NOT NULL,
        publicBundle  TEXT NOT NULL,
        sha256        VARCHAR(64) NOT NULL,
        keyThumbprint VARCHAR(64) NOT NULL
      )`);
    await makeAppendOnly(runner, 'evidence');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE evidence');
  }
}
