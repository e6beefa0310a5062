import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The row of a scan that whoever enters a paper with it writes: it tells the paper in any community, and of two in which
 * it is entered at once one finds the other.
 */
export class MeetAtAScan0032001700000000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE papers_of_scan (
        paperSha256 VARCHAR(64) NOT NULL PRIMARY KEY,
        turns       BIGINT NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE papers_of_scan');
  }
}
