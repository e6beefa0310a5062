import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who looks after which community, by property-management's events. */
export class CreateKnownContract0008001700000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_contract (
        id          VARCHAR(64) NOT NULL PRIMARY KEY,
        communityId VARCHAR(64) NOT NULL,
        companyId   VARCHAR(64) NOT NULL,
        \`from\`      VARCHAR(10) NOT NULL,
        until       VARCHAR(10) NOT NULL,
        KEY known_contract_company (companyId, communityId)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_contract');
  }
}
