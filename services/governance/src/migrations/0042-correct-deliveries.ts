import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is recorded of an owner again takes the place of what was. */
export class CorrectDeliveries0042001700000000042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The default is for the deliveries that there are; a column that is added passes by the triggers that keep them.
    await runner.query('ALTER TABLE notice_delivery ADD COLUMN entry BIGINT NOT NULL DEFAULT 1');
    await runner.query('ALTER TABLE notice_delivery ALTER COLUMN entry DROP DEFAULT');
    await runner.query(`
      ALTER TABLE notice_delivery
        DROP PRIMARY KEY, ADD PRIMARY KEY (meetingId, ownerId, way, deliveredOn, entry)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE notice_delivery
        DROP PRIMARY KEY, ADD PRIMARY KEY (meetingId, ownerId, way, deliveredOn), DROP COLUMN entry`);
  }
}
