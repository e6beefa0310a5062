import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CorrectACompany0007001700000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE superseded_company_name (
        companyId    VARCHAR(64) NOT NULL,
        number       BIGINT NOT NULL,
        name         VARCHAR(200) NOT NULL,
        reason       TEXT NOT NULL,
        supersededAt VARCHAR(24) NOT NULL,
        PRIMARY KEY (companyId, number)
      )`);
    await makeAppendOnly(runner, 'superseded_company_name');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE superseded_company_name');
  }
}
