import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CorrectACommittee0035001700000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE superseded_committee (
        committeeId  VARCHAR(64) NOT NULL,
        number       BIGINT NOT NULL,
        seats        BIGINT NOT NULL,
        termFrom     VARCHAR(10) NOT NULL,
        termUntil    VARCHAR(10) NOT NULL,
        filingNumber VARCHAR(100) NOT NULL,
        members      JSON NOT NULL,
        reason       TEXT NOT NULL,
        supersededAt VARCHAR(24) NOT NULL,
        PRIMARY KEY (committeeId, number)
      )`);
    await makeAppendOnly(runner, 'superseded_committee');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE superseded_committee');
  }
}
