import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateBallot0011001700000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE electorate_snapshot (
        questionId VARCHAR(64) NOT NULL,
        ownerId    VARCHAR(64) NOT NULL,
        areaDm2    BIGINT NOT NULL,
        PRIMARY KEY (questionId, ownerId)
      )`);
    await runner.query(`
      CREATE TABLE ballot (
        id         VARCHAR(64) NOT NULL PRIMARY KEY,
        questionId VARCHAR(64) NOT NULL,
        ownerId    VARCHAR(64) NOT NULL,
        number     BIGINT NOT NULL,
        choice     VARCHAR(40) NOT NULL,
        castAt     VARCHAR(24) NOT NULL,
        UNIQUE KEY ballot_number (questionId, ownerId, number)
      )`);
    for (const change of ['UPDATE', 'DELETE']) {
      await runner.query(`
        CREATE TRIGGER ballot_no_${change.toLowerCase()} BEFORE ${change} ON ballot FOR EACH ROW
          SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'ballot is append-only'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE ballot');
    await runner.query('DROP TABLE electorate_snapshot');
  }
}
