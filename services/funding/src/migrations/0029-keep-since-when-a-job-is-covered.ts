import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Before this a job had one decision, and that covered it. */
export class KeepSinceWhenAJobIsCovered0029001700000000029 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE maintenance_job ADD COLUMN coveredSince VARCHAR(24) NULL');
    await runner.query(`
      UPDATE maintenance_job AS job JOIN known_decision AS decision ON decision.id = job.decisionId
         SET job.coveredSince = decision.decidedAt`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE maintenance_job DROP COLUMN coveredSince');
  }
}
