import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WithdrawAJob0031001700000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE maintenance_job ADD COLUMN withdrawal JSON NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE maintenance_job DROP COLUMN withdrawal');
  }
}
