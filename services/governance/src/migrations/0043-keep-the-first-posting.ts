import type { MigrationInterface, QueryRunner } from 'typeorm';

const earliest = '(SELECT MIN(postedOn) FROM withdrawn_posting WHERE decisionId = owners_decision.id)';

/** What owners wrote since a posting that was withdrawn stays in time: its day is kept, also of those withdrawn before. */
export class KeepTheFirstPosting0043001700000000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE owners_decision SET firstPostedOn = ${earliest}
      WHERE id IN (SELECT decisionId FROM withdrawn_posting)
        AND (firstPostedOn IS NULL OR firstPostedOn > ${earliest})`);
  }

  /** What was known before is not lost by it, and the earlier day cannot be told from it. */
  async down(): Promise<void> {}
}
