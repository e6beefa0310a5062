import { keepColumns } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What owners were asked, who spoke for them, what they decided and objected stays as it was entered. */
const kept = {
  question:
    'id meetingId communityId divisionCode snapshotId number title matter mixedWith warrants opensAt closesAt',
  proxy: 'id meetingId ownerId agentName agentOwnerId agentKey questionIds powers from until registeredAt',
  owners_decision:
    'id questionId meetingId communityId divisionCode projectId outcome decidedAt snapshotId snapshotHash ' +
    'ballotsHash ballots proxies turnout verdict ruleProfile keepUntil',
  objection: 'id decisionId ownerId text raisedAt',
};

export class KeepWhatWasDecided0016001700000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(kept)) await keepColumns(runner, table, columns.split(' '));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(kept))
      for (const change of ['update', 'delete']) await runner.query(`DROP TRIGGER ${table}_no_${change}`);
  }
}
