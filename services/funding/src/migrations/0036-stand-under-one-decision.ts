import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A job that had applied kept the day of an earlier decision; given back, it would be measured by that. */
export class StandUnderOneDecision0036001700000000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE maintenance_job AS job JOIN known_decision AS decision ON decision.id = job.decisionId
         SET job.decidedAt = decision.decidedAt`);
  }

  async down(): Promise<void> {
    // Which earlier day it was is not kept.
  }
}
