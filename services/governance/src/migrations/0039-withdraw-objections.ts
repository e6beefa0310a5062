import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WithdrawObjections0039001700000000039 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE objection
        ADD COLUMN withdrawnAt      VARCHAR(24) NULL,
        ADD COLUMN withdrawalReason TEXT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of ['withdrawnAt', 'withdrawalReason'])
      await runner.query(`ALTER TABLE objection DROP COLUMN ${column}`);
  }
}
