import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KnowStruckCommunities0011001700000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE known_community ADD COLUMN struckAt VARCHAR(24) NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE known_community DROP COLUMN struckAt');
  }
}
