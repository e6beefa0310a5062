import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePmCompany0003001700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE pm_company (
        id           VARCHAR(64) NOT NULL PRIMARY KEY,
        version      BIGINT NOT NULL,
        name         VARCHAR(200) NOT NULL,
        creditCode   VARCHAR(18) NOT NULL,
        synthetic    TINYINT NOT NULL,
        registeredAt VARCHAR(24) NOT NULL,
        UNIQUE KEY pm_company_credit_code (creditCode)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE pm_company');
  }
}
