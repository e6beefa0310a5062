import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepRetentionByHome0012001700000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE fund_share ADD COLUMN keptFen BIGINT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE fund_share DROP COLUMN keptFen');
  }
}
