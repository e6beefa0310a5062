import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Buildings that are known from before are taken as real. A copy that is rebuilt knows better. */
export class MarkInventedBuildings0024001700000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE known_building ADD COLUMN synthetic TINYINT NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE known_building DROP COLUMN synthetic');
  }
}
