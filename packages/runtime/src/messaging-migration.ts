import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './append-only';

/** The first migration of every service: exact comparison of ids, then what `messagingTables` lists. */
export class CreateMessaging0001700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_bin');
    await runner.query(`
      CREATE TABLE outbox (
        id          VARCHAR(64) NOT NULL PRIMARY KEY,
        type        VARCHAR(120) NOT NULL,
        subject     VARCHAR(64) NOT NULL,
        shard       INT NOT NULL,
        sequence    BIGINT NOT NULL,
        data        JSON NOT NULL,
        occurredAt  VARCHAR(24) NOT NULL,
        traceparent VARCHAR(64) NULL,
        publishedAt VARCHAR(24) NULL,
        UNIQUE KEY outbox_sequence (subject, sequence),
        KEY outbox_unpublished (publishedAt, shard, sequence)
      )`);
    await runner.query(`
      CREATE TRIGGER outbox_no_update BEFORE UPDATE ON outbox FOR EACH ROW
        IF NOT ((OLD.id, OLD.type, OLD.subject, OLD.shard, OLD.sequence, OLD.data, OLD.occurredAt)
            = (NEW.id, NEW.type, NEW.subject, NEW.shard, NEW.sequence, NEW.data, NEW.occurredAt)
          AND OLD.traceparent <=> NEW.traceparent)
        THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'outbox is append-only'; END IF`);
    await runner.query(`
      CREATE TRIGGER outbox_no_delete BEFORE DELETE ON outbox FOR EACH ROW
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'outbox is append-only'`);
    await runner.query(`
      CREATE TABLE lease (
        name      VARCHAR(64) NOT NULL PRIMARY KEY,
        token     BIGINT NOT NULL,
        expiresAt VARCHAR(24) NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE inbox (
        consumer VARCHAR(64) NOT NULL,
        eventId  VARCHAR(64) NOT NULL,
        subject  VARCHAR(64) NOT NULL,
        sequence BIGINT NOT NULL,
        state    VARCHAR(40) NOT NULL,
        envelope JSON NULL,
        error    TEXT NULL,
        PRIMARY KEY (consumer, eventId),
        UNIQUE KEY inbox_sequence (consumer, subject, sequence),
        KEY inbox_state (consumer, state, subject)
      )`);
    await runner.query(`
      CREATE TABLE idempotency (
        caller    VARCHAR(64) NOT NULL,
        \`key\`     VARCHAR(64) NOT NULL,
        operation VARCHAR(64) NOT NULL,
        inputHash VARCHAR(64) NOT NULL,
        result    JSON NOT NULL,
        storedAt  VARCHAR(24) NOT NULL,
        PRIMARY KEY (caller, \`key\`)
      )`);
    await runner.query(`
      CREATE TABLE timer (
        id        VARCHAR(64) NOT NULL PRIMARY KEY,
        name      VARCHAR(40) NOT NULL,
        subject   VARCHAR(64) NOT NULL,
        rule      VARCHAR(40) NULL,
        startedAt VARCHAR(24) NOT NULL,
        dueAt     VARCHAR(24) NOT NULL,
        state     VARCHAR(40) NOT NULL,
        UNIQUE KEY timer_subject (subject, name),
        KEY timer_due (state, dueAt)
      )`);
    await runner.query(`
      CREATE TABLE audit_entry (
        id      VARCHAR(64) NOT NULL PRIMARY KEY,
        at      VARCHAR(24) NOT NULL,
        actor   VARCHAR(64) NOT NULL,
        roles   JSON NOT NULL,
        action  VARCHAR(64) NOT NULL,
        subject VARCHAR(64) NOT NULL,
        detail  JSON NOT NULL,
        KEY audit_entry_subject (subject, id)
      )`);
    await makeAppendOnly(runner, 'audit_entry');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['audit_entry', 'timer', 'idempotency', 'inbox', 'lease', 'outbox'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
