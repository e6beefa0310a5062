import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Papers of a vote that is open are read a second time by anybody: who entered them was not kept before this. */
export class CheckPapers0048001700000000048 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ballot ADD COLUMN enteredBy VARCHAR(64) NULL');
    await runner.query(`
      CREATE TABLE paper_check (
        ballotId    VARCHAR(64) NOT NULL,
        number      BIGINT NOT NULL,
        differences TEXT NOT NULL,
        checkedBy   VARCHAR(64) NOT NULL,
        checkedAt   VARCHAR(24) NOT NULL,
        PRIMARY KEY (ballotId, number)
      )`);
    await makeAppendOnly(runner, 'paper_check');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE paper_check');
    await runner.query('ALTER TABLE ballot DROP COLUMN enteredBy');
  }
}
