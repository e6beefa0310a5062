import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NameTheMinutes0025001700000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE owners_decision
        ADD COLUMN minutesNumber VARCHAR(100) NULL,
        ADD COLUMN minutesSha256 VARCHAR(64) NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE owners_decision DROP COLUMN minutesNumber, DROP COLUMN minutesSha256');
  }
}
