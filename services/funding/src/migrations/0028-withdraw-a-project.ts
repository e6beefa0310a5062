import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WithdrawAProject0028001700000000028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE renovation_project ADD COLUMN withdrawnAt VARCHAR(24) NULL, ADD COLUMN withdrawalReason TEXT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE renovation_project DROP COLUMN withdrawnAt, DROP COLUMN withdrawalReason',
    );
  }
}
