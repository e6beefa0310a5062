import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepWhenAnAskingWasJudged0012001700000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE solicitation ADD COLUMN judgedAt VARCHAR(24) NULL');
    await runner.query(`
      UPDATE solicitation
         SET judgedAt = (SELECT MAX(closedAt) FROM solicitation_reopening WHERE solicitationId = solicitation.id)
       WHERE reopened > 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE solicitation DROP COLUMN judgedAt');
  }
}
