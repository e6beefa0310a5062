import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The row of a community that whoever enters a paper of a job there writes, so that of a sheet and an acceptance at once
 * one finds the other. Papers that stood on two jobs before stay there, and neither is entered for another any more.
 */
export class EnterPapersOneAfterAnother0022001700000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE papers_of_community (
        communityId VARCHAR(64) NOT NULL PRIMARY KEY,
        turns       BIGINT NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE papers_of_community');
  }
}
