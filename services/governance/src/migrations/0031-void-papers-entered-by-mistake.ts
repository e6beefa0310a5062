import { keepColumns, makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const keptOfDecision = (
  'id questionId meetingId communityId divisionCode projectId outcome decidedAt snapshotId snapshotHash ' +
  'ballotsHash ballots proxies turnout verdict ruleProfile keepUntil'
).split(' ');

/** A form whose entry was voided is entered anew under the same number. */
export class VoidPapersEnteredByMistake0031001700000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE voided_ballot (
        ballotId VARCHAR(64) NOT NULL PRIMARY KEY,
        onWordOf VARCHAR(40) NOT NULL,
        reason   TEXT NOT NULL,
        voidedAt VARCHAR(24) NOT NULL
      )`);
    await makeAppendOnly(runner, 'voided_ballot');
    // The default is for the ballots that there are; a column that is added passes by the triggers that keep them.
    await runner.query('ALTER TABLE ballot ADD COLUMN entry BIGINT NOT NULL DEFAULT 1');
    await runner.query('ALTER TABLE ballot ALTER COLUMN entry DROP DEFAULT');
    await runner.query(`
      ALTER TABLE ballot DROP INDEX ballot_form, ADD UNIQUE KEY ballot_form (meetingId, formNumber, entry)`);
    await runner.query('ALTER TABLE owners_decision ADD COLUMN voidedBallots BIGINT NOT NULL');
    await this.keep(runner, [...keptOfDecision, 'voidedBallots']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.keep(runner, keptOfDecision);
    await runner.query('ALTER TABLE owners_decision DROP COLUMN voidedBallots');
    await runner.query(
      'ALTER TABLE ballot DROP INDEX ballot_form, ADD UNIQUE KEY ballot_form (meetingId, formNumber), DROP COLUMN entry',
    );
    await runner.query('DROP TABLE voided_ballot');
  }

  private async keep(runner: QueryRunner, columns: readonly string[]): Promise<void> {
    for (const change of ['update', 'delete'])
      await runner.query(`DROP TRIGGER owners_decision_no_${change}`);
    await keepColumns(runner, 'owners_decision', columns);
  }
}
