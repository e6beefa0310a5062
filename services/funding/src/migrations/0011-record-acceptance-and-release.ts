import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RecordAcceptanceAndRelease0011001700000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE maintenance_job
        ADD COLUMN acceptance JSON NULL,
        ADD COLUMN keptFen BIGINT NULL,
        ADD COLUMN releasedFen BIGINT NULL,
        ADD COLUMN releaseReceipt JSON NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE maintenance_job
        DROP COLUMN releaseReceipt,
        DROP COLUMN releasedFen,
        DROP COLUMN keptFen,
        DROP COLUMN acceptance`);
  }
}
