import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Solicitations that were opened before are taken as real. */
export class MarkInventedSolicitations0005001700000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE solicitation ADD COLUMN synthetic TINYINT NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE solicitation DROP COLUMN synthetic');
  }
}
