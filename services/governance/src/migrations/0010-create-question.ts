import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateQuestion0010001700000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE question (
        id              VARCHAR(64) NOT NULL PRIMARY KEY,
        version         BIGINT NOT NULL,
        division        VARCHAR(40) NOT NULL,
        projectId       VARCHAR(64) NOT NULL,
        matter          VARCHAR(40) NOT NULL,
        ceilingFen      BIGINT NOT NULL,
        votingEndsAt    VARCHAR(24) NOT NULL,
        status          VARCHAR(40) NOT NULL,
        ballotsReceived BIGINT NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE owners_decision (
        id          VARCHAR(64) NOT NULL PRIMARY KEY,
        version     BIGINT NOT NULL,
        questionId  VARCHAR(64) NOT NULL,
        outcome     VARCHAR(40) NOT NULL,
        turnout     JSON NOT NULL,
        ruleProfile VARCHAR(40) NOT NULL,
        decidedAt   VARCHAR(24) NOT NULL,
        UNIQUE KEY owners_decision_question (questionId)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE owners_decision');
    await runner.query('DROP TABLE question');
  }
}
