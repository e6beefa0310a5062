import { keepColumns } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const kept = ['id', 'decisionId', 'ownerId', 'text', 'raisedAt'];
const ofPaper = ['enteredAt', 'paperNumber', 'paperSha256'];

/** Until now an owner objected by an own token only. */
export class TakeObjectionsOnPaper0022001700000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE objection
        ADD COLUMN enteredAt   VARCHAR(24) NULL,
        ADD COLUMN paperNumber VARCHAR(100) NULL,
        ADD COLUMN paperSha256 VARCHAR(64) NULL`);
    await this.keep(runner, [...kept, ...ofPaper]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.keep(runner, kept);
    for (const column of ofPaper) await runner.query(`ALTER TABLE objection DROP COLUMN ${column}`);
  }

  private async keep(runner: QueryRunner, columns: readonly string[]): Promise<void> {
    for (const change of ['update', 'delete']) await runner.query(`DROP TRIGGER objection_no_${change}`);
    await keepColumns(runner, 'objection', columns);
  }
}
