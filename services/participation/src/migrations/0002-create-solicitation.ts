import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSolicitation0002001700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_community (
        id           VARCHAR(64) NOT NULL PRIMARY KEY,
        version      BIGINT NOT NULL,
        divisionCode VARCHAR(40) NOT NULL,
        name         VARCHAR(200) NOT NULL,
        households   BIGINT NULL
      )`);
    await runner.query(`
      CREATE TABLE solicitation (
        id           VARCHAR(64) NOT NULL PRIMARY KEY,
        version      BIGINT NOT NULL,
        communityId  VARCHAR(64) NOT NULL,
        divisionCode VARCHAR(40) NOT NULL,
        round        BIGINT NOT NULL,
        households   BIGINT NOT NULL,
        state        VARCHAR(40) NOT NULL,
        openedAt     VARCHAR(24) NOT NULL,
        closedAt     VARCHAR(24) NULL,
        gate         JSON NULL,
        UNIQUE KEY solicitation_round (communityId, round),
        KEY solicitation_division (divisionCode, state)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['solicitation', 'known_community']) await runner.query(`DROP TABLE ${table}`);
  }
}
