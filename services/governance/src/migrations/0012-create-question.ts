import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateQuestion0012001700000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE question (
        id           VARCHAR(64) NOT NULL PRIMARY KEY,
        version      BIGINT NOT NULL,
        meetingId    VARCHAR(64) NOT NULL,
        communityId  VARCHAR(64) NOT NULL,
        divisionCode VARCHAR(40) NOT NULL,
        snapshotId   VARCHAR(64) NOT NULL,
        number       BIGINT NOT NULL,
        title        VARCHAR(200) NOT NULL,
        matter       VARCHAR(40) NOT NULL,
        mixedWith    VARCHAR(40) NULL,
        warrants     JSON NOT NULL,
        opensAt      VARCHAR(24) NOT NULL,
        closesAt     VARCHAR(24) NOT NULL,
        status       VARCHAR(40) NOT NULL,
        UNIQUE KEY question_number (meetingId, number)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE question');
  }
}
