import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class StrikeCommunities0041001700000000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE community ADD COLUMN struckAt VARCHAR(24) NULL');
    await runner.query(`
      CREATE TABLE community_strike (
        communityId VARCHAR(64) NOT NULL,
        number      BIGINT NOT NULL,
        reason      TEXT NOT NULL,
        struckAt    VARCHAR(24) NOT NULL,
        PRIMARY KEY (communityId, number)
      )`);
    await makeAppendOnly(runner, 'community_strike');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE community_strike');
    await runner.query('ALTER TABLE community DROP COLUMN struckAt');
  }
}
