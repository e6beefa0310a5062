import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateUnitFundAccount0006001700000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE unit_fund_account (
        id              VARCHAR(64) NOT NULL PRIMARY KEY,
        unitId          VARCHAR(64) NOT NULL,
        communityId     VARCHAR(64) NOT NULL,
        firstDepositFen BIGINT NOT NULL,
        openingFen      BIGINT NOT NULL,
        asOf            VARCHAR(10) NOT NULL,
        synthetic       TINYINT NOT NULL,
        openedAt        VARCHAR(24) NOT NULL,
        UNIQUE KEY unit_fund_account_unit (unitId),
        KEY unit_fund_account_community (communityId)
      )`);
    await makeAppendOnly(runner, 'unit_fund_account');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE unit_fund_account');
  }
}
