import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Before this a job was covered since the first of its decisions; it stands under the last one. A job that has applied
 * keeps what it was judged by.
 */
export class KeepWhenTheOwnersDecided0035001700000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE maintenance_job CHANGE coveredSince decidedAt VARCHAR(24) NULL');
    await runner.query(`
      UPDATE maintenance_job AS job JOIN known_decision AS decision ON decision.id = job.decisionId
         SET job.decidedAt = decision.decidedAt
       WHERE job.appliedAt IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE maintenance_job CHANGE decidedAt coveredSince VARCHAR(24) NULL');
  }
}
