import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Corrections of before this were of the opening balance alone; their papers stand in the audit trail. */
export class CorrectAFundAccount0026001700000000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE fund_correction (
        unitId          VARCHAR(64) NOT NULL,
        number          BIGINT NOT NULL,
        communityId     VARCHAR(64) NOT NULL,
        firstDepositFen BIGINT NOT NULL,
        openingFen      BIGINT NOT NULL,
        asOf            VARCHAR(10) NOT NULL,
        synthetic       TINYINT NOT NULL,
        paperNumber     VARCHAR(100) NOT NULL,
        paperSha256     VARCHAR(64) NOT NULL,
        correctedAt     VARCHAR(24) NOT NULL,
        PRIMARY KEY (unitId, number),
        KEY fund_correction_community (communityId)
      )`);
    await runner.query(`
      INSERT INTO fund_correction
      SELECT account.unitId, ROW_NUMBER() OVER (PARTITION BY account.unitId ORDER BY audit.id), account.communityId,
             account.firstDepositFen, JSON_VALUE(audit.detail, '$.openingFen'), account.asOf, account.synthetic,
             TRIM(JSON_VALUE(audit.detail, '$.paperNumber')), LOWER(JSON_VALUE(audit.detail, '$.paperSha256')), audit.at
        FROM audit_entry AS audit
        JOIN unit_fund_account AS account ON account.unitId = audit.subject
       WHERE audit.action = 'correctFundAccount'`);
    await makeAppendOnly(runner, 'fund_correction');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE fund_correction');
  }
}
