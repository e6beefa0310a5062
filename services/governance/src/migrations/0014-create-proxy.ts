import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateProxy0014001700000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE proxy (
        id           VARCHAR(64) NOT NULL PRIMARY KEY,
        version      BIGINT NOT NULL,
        meetingId    VARCHAR(64) NOT NULL,
        ownerId      VARCHAR(64) NOT NULL,
        agentName    TEXT NOT NULL,
        agentOwnerId VARCHAR(64) NULL,
        agentKey     VARCHAR(64) NOT NULL,
        questionIds  JSON NOT NULL,
        powers       TEXT NOT NULL,
        \`from\`       VARCHAR(10) NOT NULL,
        until        VARCHAR(10) NOT NULL,
        registeredAt VARCHAR(24) NOT NULL,
        recalledAt   VARCHAR(24) NULL,
        KEY proxy_meeting (meetingId, agentKey)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE proxy');
  }
}
