import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A decision that was told before names one matter only, and is read as it was. */
export class KeepMixedMatters0023001700000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE known_decision ADD COLUMN mixedWith VARCHAR(40) NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE known_decision DROP COLUMN mixedWith');
  }
}
