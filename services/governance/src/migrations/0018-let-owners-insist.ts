import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LetOwnersInsist0018001700000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE objection
        ADD COLUMN insistedAt       VARCHAR(24) NULL,
        ADD COLUMN streetAnswer     TEXT NULL,
        ADD COLUMN streetAnsweredAt VARCHAR(24) NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE objection DROP COLUMN insistedAt, DROP COLUMN streetAnswer, DROP COLUMN streetAnsweredAt`);
  }
}
