import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until now a line of a project's money paid for the project as a whole, and so do those that were entered. */
export class NameWhatALinePaysFor0010001700000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE funding_line ADD COLUMN contentItemNumber BIGINT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE funding_line DROP COLUMN contentItemNumber');
  }
}
