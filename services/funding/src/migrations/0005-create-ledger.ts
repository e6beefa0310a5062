import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts with their running balances, and the entries and postings that these are the sums of. */
export class CreateLedger0005001700000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ledger_account (
        id          VARCHAR(64) NOT NULL PRIMARY KEY,
        version     BIGINT NOT NULL,
        communityId VARCHAR(64) NOT NULL,
        kind        VARCHAR(40) NOT NULL,
        holder      VARCHAR(64) NOT NULL,
        balanceFen  BIGINT NOT NULL,
        heldFen     BIGINT NOT NULL,
        UNIQUE KEY ledger_account_holder (communityId, kind, holder),
        KEY ledger_account_of (holder)
      )`);
    await runner.query(`
      CREATE TABLE journal_entry (
        id          VARCHAR(64) NOT NULL PRIMARY KEY,
        kind        VARCHAR(40) NOT NULL,
        communityId VARCHAR(64) NOT NULL,
        jobId       VARCHAR(64) NULL,
        paperNumber VARCHAR(100) NULL,
        bookedOn    VARCHAR(10) NOT NULL,
        bookedAt    VARCHAR(24) NOT NULL,
        KEY journal_entry_community (communityId, id),
        KEY journal_entry_job (jobId)
      )`);
    await runner.query(`
      CREATE TABLE posting (
        entryId   VARCHAR(64) NOT NULL,
        number    BIGINT NOT NULL,
        accountId VARCHAR(64) NOT NULL,
        amountFen BIGINT NOT NULL,
        PRIMARY KEY (entryId, number),
        KEY posting_account (accountId)
      )`);
    await makeAppendOnly(runner, 'journal_entry');
    await makeAppendOnly(runner, 'posting');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['posting', 'journal_entry', 'ledger_account'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
