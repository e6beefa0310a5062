import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until now a proxy could only be recalled. */
export class SayWhyAProxyEnded0020001700000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE proxy ADD COLUMN endedBecause VARCHAR(40) NULL');
    await runner.query("UPDATE proxy SET endedBecause = 'RECALLED' WHERE recalledAt IS NOT NULL");
    await runner.query(`
      CREATE TABLE voided_answer (
        ballotId   VARCHAR(64) NOT NULL,
        questionId VARCHAR(64) NOT NULL,
        proxyId    VARCHAR(64) NOT NULL,
        voidedAt   VARCHAR(24) NOT NULL,
        PRIMARY KEY (ballotId, questionId)
      )`);
    await makeAppendOnly(runner, 'voided_answer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE voided_answer');
    await runner.query('ALTER TABLE proxy DROP COLUMN endedBecause');
  }
}
