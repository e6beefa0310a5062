import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateBallot0013001700000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ballot (
        id         VARCHAR(64) NOT NULL PRIMARY KEY,
        meetingId  VARCHAR(64) NOT NULL,
        ownerId    VARCHAR(64) NOT NULL,
        channel    VARCHAR(40) NOT NULL,
        formNumber VARCHAR(40) NULL,
        proxyId    VARCHAR(64) NULL,
        signed     TINYINT NOT NULL,
        receivedAt VARCHAR(24) NOT NULL,
        enteredAt  VARCHAR(24) NOT NULL,
        UNIQUE KEY ballot_form (meetingId, formNumber),
        KEY ballot_owner (ownerId, meetingId)
      )`);
    await runner.query(`
      CREATE TABLE ballot_answer (
        questionId     VARCHAR(64) NOT NULL,
        headKey        VARCHAR(500) NOT NULL,
        sequence       BIGINT NOT NULL,
        ballotId       VARCHAR(64) NOT NULL,
        choice         VARCHAR(40) NOT NULL,
        invalidBecause VARCHAR(40) NULL,
        PRIMARY KEY (questionId, headKey, sequence),
        KEY ballot_answer_ballot (ballotId)
      )`);
    await runner.query(`
      CREATE TABLE co_owner_act (
        questionId VARCHAR(64) NOT NULL,
        headKey    VARCHAR(500) NOT NULL,
        sequence   BIGINT NOT NULL,
        ownerId    VARCHAR(64) NOT NULL,
        kind       VARCHAR(40) NOT NULL,
        receivedAt VARCHAR(24) NOT NULL,
        PRIMARY KEY (questionId, headKey, sequence)
      )`);
    for (const table of ['ballot', 'ballot_answer', 'co_owner_act']) await makeAppendOnly(runner, table);
    await runner.query(`
      CREATE TABLE head_standing (
        questionId VARCHAR(64) NOT NULL,
        headKey    VARCHAR(500) NOT NULL,
        areaDm2    BIGINT NOT NULL,
        state      VARCHAR(40) NOT NULL,
        ballotId   VARCHAR(64) NULL,
        choice     VARCHAR(40) NULL,
        acts       BIGINT NOT NULL,
        PRIMARY KEY (questionId, headKey)
      )`);
    await runner.query(`
      CREATE TABLE ballot_box (
        questionId VARCHAR(64) NOT NULL,
        box        BIGINT NOT NULL,
        open       TINYINT NOT NULL,
        received   BIGINT NOT NULL,
        PRIMARY KEY (questionId, box)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['ballot_box', 'head_standing', 'co_owner_act', 'ballot_answer', 'ballot'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
