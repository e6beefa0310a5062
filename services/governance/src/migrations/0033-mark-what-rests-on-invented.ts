import { keepColumns } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const kept =
  'id meetingId communityId divisionCode snapshotId number title matter mixedWith warrants opensAt closesAt';

/** The columns of a question that nothing changes, said anew. */
async function keep(runner: QueryRunner, columns: string): Promise<void> {
  for (const change of ['update', 'delete'])
    await runner.query(`DROP TRIGGER IF EXISTS question_no_${change}`);
  await keepColumns(runner, 'question', columns.split(' '));
}

/**
 * A question is marked apart from its meeting: one of several may name a project or a company that is invented. What was
 * asked before has its meeting's mark. What is known from before is taken as real; a copy that is rebuilt knows.
 */
export class MarkWhatRestsOnInvented0033001700000000033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['known_project', 'known_company', 'question']) {
      await runner.query(`ALTER TABLE ${table} ADD COLUMN synthetic TINYINT NOT NULL DEFAULT 0`);
      await runner.query(`ALTER TABLE ${table} ALTER COLUMN synthetic DROP DEFAULT`);
    }
    await runner.query(
      'UPDATE question SET synthetic = 1 WHERE meetingId IN (SELECT id FROM assembly_meeting WHERE synthetic = 1)',
    );
    await keep(runner, `${kept} synthetic`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await keep(runner, kept);
    for (const table of ['question', 'known_company', 'known_project'])
      await runner.query(`ALTER TABLE ${table} DROP COLUMN synthetic`);
  }
}
