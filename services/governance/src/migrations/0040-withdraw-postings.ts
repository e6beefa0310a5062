import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WithdrawPostings0040001700000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE withdrawn_posting (
        decisionId      VARCHAR(64) NOT NULL,
        number          BIGINT NOT NULL,
        postedOn        VARCHAR(10) NOT NULL,
        recordedAt      VARCHAR(24) NOT NULL,
        place           VARCHAR(200) NOT NULL,
        photoSha256     VARCHAR(64) NULL,
        objectionsUntil VARCHAR(10) NOT NULL,
        reason          TEXT NOT NULL,
        withdrawnAt     VARCHAR(24) NOT NULL,
        PRIMARY KEY (decisionId, number)
      )`);
    await makeAppendOnly(runner, 'withdrawn_posting');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE withdrawn_posting');
  }
}
