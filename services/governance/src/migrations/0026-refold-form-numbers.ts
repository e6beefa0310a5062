import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { readFormNumber } from '../ballot/form-number';

/**
 * Numbers that differ in the sign between their parts are one (GOV-VOTE-13). Of a form that was entered under two of them
 * the first has the number, and the other keeps what it was entered under: no ballot is taken back.
 */
export class RefoldFormNumbers0026001700000000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const rows: { id: string; meetingId: string; formNumber: string }[] = await runner.query(
      'SELECT id, meetingId, formNumber FROM ballot WHERE formNumber IS NOT NULL ORDER BY enteredAt, id',
    );
    const taken = new Set(rows.map(({ meetingId, formNumber }) => `${meetingId} ${formNumber}`));
    // Done again after a stop it comes to the same.
    for (const change of ['update', 'delete'])
      await runner.query(`DROP TRIGGER IF EXISTS ballot_no_${change}`);
    for (const { id, meetingId, formNumber } of rows) {
      const folded = readFormNumber(formNumber);
      if (folded === null || taken.has(`${meetingId} ${folded}`)) continue;
      await runner.query('UPDATE ballot SET formNumber = ? WHERE id = ?', [folded, id]);
      taken.add(`${meetingId} ${folded}`);
    }
    await makeAppendOnly(runner, 'ballot');
  }

  /** What was typed is not known any more, and a folded number is read the same. */
  async down(): Promise<void> {}
}
