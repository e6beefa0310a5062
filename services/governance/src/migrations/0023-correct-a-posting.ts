import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CorrectAPosting0023001700000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE owners_decision ADD COLUMN firstPostedOn VARCHAR(10) NULL');
    await runner.query('UPDATE owners_decision SET firstPostedOn = postedOn');
    await runner.query(`
      CREATE TABLE superseded_posting (
        decisionId      VARCHAR(64) NOT NULL,
        number          BIGINT NOT NULL,
        postedOn        VARCHAR(10) NOT NULL,
        recordedAt      VARCHAR(24) NOT NULL,
        place           VARCHAR(200) NOT NULL,
        photoSha256     VARCHAR(64) NULL,
        objectionsUntil VARCHAR(10) NOT NULL,
        hung            JSON NOT NULL,
        reason          TEXT NOT NULL,
        supersededAt    VARCHAR(24) NOT NULL,
        PRIMARY KEY (decisionId, number)
      )`);
    await makeAppendOnly(runner, 'superseded_posting');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE superseded_posting');
    await runner.query('ALTER TABLE owners_decision DROP COLUMN firstPostedOn');
  }
}
