import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateKnownBuilding0006001700000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_building (
        id          VARCHAR(64) NOT NULL PRIMARY KEY,
        communityId VARCHAR(64) NOT NULL,
        number      VARCHAR(40) NOT NULL,
        homes       JSON NOT NULL,
        KEY known_building_community (communityId)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_building');
  }
}
