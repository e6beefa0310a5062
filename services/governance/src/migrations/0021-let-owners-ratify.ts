import { keepColumns, makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const keptOfProxy =
  'id meetingId ownerId agentName agentOwnerId agentKey questionIds powers from until registeredAt'.split(
    ' ',
  );

/** A proxy may say how to vote, and an agent's paper that nothing authorises is kept for its owner. */
export class LetOwnersRatify0021001700000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ballot ADD COLUMN agentKey VARCHAR(64) NULL');
    await runner.query(`
      CREATE TABLE ratification (
        ballotId    VARCHAR(64) NOT NULL,
        questionId  VARCHAR(64) NOT NULL,
        headKey     VARCHAR(500) NOT NULL,
        ratifiedAt  VARCHAR(24) NOT NULL,
        paperNumber VARCHAR(100) NULL,
        paperSha256 VARCHAR(64) NULL,
        PRIMARY KEY (ballotId, questionId, headKey)
      )`);
    await makeAppendOnly(runner, 'ratification');
    await runner.query('ALTER TABLE proxy ADD COLUMN instructions JSON NULL');
    await this.keep(runner, [...keptOfProxy, 'instructions']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.keep(runner, keptOfProxy);
    await runner.query('ALTER TABLE proxy DROP COLUMN instructions');
    await runner.query('DROP TABLE ratification');
    await runner.query('ALTER TABLE ballot DROP COLUMN agentKey');
  }

  private async keep(runner: QueryRunner, columns: readonly string[]): Promise<void> {
    for (const change of ['update', 'delete']) await runner.query(`DROP TRIGGER proxy_no_${change}`);
    await keepColumns(runner, 'proxy', columns);
  }
}
