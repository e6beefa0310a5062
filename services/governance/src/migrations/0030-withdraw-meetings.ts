import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofWithdrawal = ['withdrawnAt', 'withdrawalReason'];

export class WithdrawMeetings0030001700000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE assembly_meeting
        ADD COLUMN withdrawnAt      VARCHAR(24) NULL,
        ADD COLUMN withdrawalReason TEXT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of ofWithdrawal)
      await runner.query(`ALTER TABLE assembly_meeting DROP COLUMN ${column}`);
  }
}
