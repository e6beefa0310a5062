import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Meetings that were convened before are taken as real. */
export class MarkInventedMeetings0017001700000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE assembly_meeting ADD COLUMN synthetic TINYINT NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE assembly_meeting DROP COLUMN synthetic');
  }
}
