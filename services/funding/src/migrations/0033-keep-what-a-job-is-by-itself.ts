import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a job from before was invented by was not kept, so it is still marked whichever decision takes the place of its own. */
export class KeepWhatAJobIsByItself0033001700000000033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE maintenance_job ADD COLUMN syntheticByItself TINYINT NOT NULL DEFAULT 0');
    await runner.query('UPDATE maintenance_job SET syntheticByItself = synthetic');
    await runner.query('ALTER TABLE maintenance_job ALTER COLUMN syntheticByItself DROP DEFAULT');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE maintenance_job DROP COLUMN syntheticByItself');
  }
}
