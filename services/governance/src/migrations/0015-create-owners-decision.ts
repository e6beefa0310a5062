import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOwnersDecision0015001700000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE owners_decision (
        id              VARCHAR(64) NOT NULL PRIMARY KEY,
        version         BIGINT NOT NULL,
        questionId      VARCHAR(64) NOT NULL,
        meetingId       VARCHAR(64) NOT NULL,
        communityId     VARCHAR(64) NOT NULL,
        divisionCode    VARCHAR(40) NOT NULL,
        projectId       VARCHAR(64) NULL,
        outcome         VARCHAR(40) NOT NULL,
        decidedAt       VARCHAR(24) NOT NULL,
        snapshotId      VARCHAR(64) NOT NULL,
        snapshotHash    VARCHAR(64) NOT NULL,
        ballotsHash     VARCHAR(64) NOT NULL,
        ballots         BIGINT NOT NULL,
        proxies         BIGINT NOT NULL,
        turnout         JSON NOT NULL,
        verdict         JSON NOT NULL,
        ruleProfile     VARCHAR(40) NOT NULL,
        keepUntil       VARCHAR(10) NOT NULL,
        postedOn        VARCHAR(10) NULL,
        postedAt        VARCHAR(24) NULL,
        place           VARCHAR(200) NULL,
        photoSha256     VARCHAR(64) NULL,
        objectionsUntil VARCHAR(10) NULL,
        openObjections  BIGINT NOT NULL,
        effectiveAt     VARCHAR(24) NULL,
        UNIQUE KEY owners_decision_question (questionId),
        KEY owners_decision_community (communityId, id),
        KEY owners_decision_project (projectId, id)
      )`);
    await runner.query(`
      CREATE TABLE objection (
        id         VARCHAR(64) NOT NULL PRIMARY KEY,
        version    BIGINT NOT NULL,
        decisionId VARCHAR(64) NOT NULL,
        ownerId    VARCHAR(64) NOT NULL,
        text       TEXT NOT NULL,
        raisedAt   VARCHAR(24) NOT NULL,
        answer     TEXT NULL,
        answeredBy VARCHAR(40) NULL,
        answeredAt VARCHAR(24) NULL,
        KEY objection_decision (decisionId, id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE objection');
    await runner.query('DROP TABLE owners_decision');
  }
}
