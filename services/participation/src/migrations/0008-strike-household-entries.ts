import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was entered before counts until its building's roll is heard of again, or its asking is closed. */
export class StrikeHouseholdEntries0008001700000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE household_response ADD COLUMN notCounted VARCHAR(40) NULL');
    await runner.query(`
      CREATE TABLE household_strike (
        entryId    VARCHAR(64) NOT NULL PRIMARY KEY,
        responseId VARCHAR(64) NOT NULL,
        reason     TEXT NOT NULL,
        struckAt   VARCHAR(24) NOT NULL,
        KEY household_strike_response (responseId)
      )`);
    await makeAppendOnly(runner, 'household_strike');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE household_strike');
    await runner.query('ALTER TABLE household_response DROP COLUMN notCounted');
  }
}
