import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class HandInForms0045001700000000045 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE handed_in_form (
        meetingId  VARCHAR(64) NOT NULL,
        formNumber VARCHAR(40) NOT NULL,
        receivedAt VARCHAR(24) NOT NULL,
        takenBy    VARCHAR(200) NOT NULL,
        recordedAt VARCHAR(24) NOT NULL,
        PRIMARY KEY (meetingId, formNumber)
      )`);
    await runner.query(`
      CREATE TABLE form_set_aside (
        meetingId  VARCHAR(64) NOT NULL,
        formNumber VARCHAR(40) NOT NULL,
        reason     TEXT NOT NULL,
        setAsideBy VARCHAR(200) NOT NULL,
        setAsideAt VARCHAR(24) NOT NULL,
        PRIMARY KEY (meetingId, formNumber)
      )`);
    for (const table of ['handed_in_form', 'form_set_aside']) await makeAppendOnly(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['form_set_aside', 'handed_in_form']) await runner.query(`DROP TABLE ${table}`);
  }
}
