import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOwnersCommittee0005001700000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE owners_committee (
        id           VARCHAR(64) NOT NULL PRIMARY KEY,
        version      BIGINT NOT NULL,
        communityId  VARCHAR(64) NOT NULL,
        seats        BIGINT NOT NULL,
        termFrom     VARCHAR(10) NOT NULL,
        termUntil    VARCHAR(10) NOT NULL,
        filingNumber VARCHAR(100) NOT NULL,
        synthetic    TINYINT NOT NULL,
        KEY owners_committee_community (communityId, termFrom)
      )`);
    await runner.query(`
      CREATE TABLE committee_member (
        committeeId VARCHAR(64) NOT NULL,
        number      BIGINT NOT NULL,
        role        VARCHAR(40) NOT NULL,
        name        TEXT NOT NULL,
        document    TEXT NULL,
        ownerId     VARCHAR(64) NULL,
        PRIMARY KEY (committeeId, number)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE committee_member');
    await runner.query('DROP TABLE owners_committee');
  }
}
