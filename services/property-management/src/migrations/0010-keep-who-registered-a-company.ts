import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of what there is it is not known, and each bureau may correct it as before. */
export class KeepWhoRegisteredACompany0010001700000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE pm_company ADD COLUMN registeredIn VARCHAR(40) NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE pm_company DROP COLUMN registeredIn');
  }
}
