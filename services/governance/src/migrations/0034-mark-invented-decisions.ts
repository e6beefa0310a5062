import { keepColumns } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const kept =
  'id questionId meetingId communityId divisionCode projectId outcome decidedAt snapshotId snapshotHash ' +
  'ballotsHash ballots voidedBallots proxies turnout verdict ruleProfile keepUntil';

/** The columns of a decision that nothing changes, said anew. */
async function keep(runner: QueryRunner, columns: string): Promise<void> {
  for (const change of ['update', 'delete'])
    await runner.query(`DROP TRIGGER IF EXISTS owners_decision_no_${change}`);
  await keepColumns(runner, 'owners_decision', columns.split(' '));
}

/** A decision has the mark of its question, since each of its facts says it. */
export class MarkInventedDecisions0034001700000000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE owners_decision ADD COLUMN synthetic TINYINT NOT NULL DEFAULT 0');
    await runner.query('ALTER TABLE owners_decision ALTER COLUMN synthetic DROP DEFAULT');
    await runner.query(
      'UPDATE owners_decision SET synthetic = 1 WHERE questionId IN (SELECT id FROM question WHERE synthetic = 1)',
    );
    await keep(runner, `${kept} synthetic`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await keep(runner, kept);
    await runner.query('ALTER TABLE owners_decision DROP COLUMN synthetic');
  }
}
