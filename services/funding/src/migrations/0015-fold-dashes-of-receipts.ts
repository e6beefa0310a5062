import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A receipt's number is one whatever dash it was typed with, and so are those that were booked before. Of two that only
 * their dashes told apart the first is the one that no other is booked by.
 */
export class FoldDashesOfReceipts0015001700000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const change of ['update', 'delete'])
      await runner.query(`DROP TRIGGER IF EXISTS booked_receipt_no_${change}`);
    await runner.query(`
      UPDATE IGNORE booked_receipt
         SET number = REGEXP_REPLACE(number, '[-\u2010-\u2015\u2212\u2500\u30fc]+', '-') ORDER BY bookedAt`);
    await makeAppendOnly(runner, 'booked_receipt');
  }

  // What was typed is not known any more, and the folded number tells the receipt as well.
  async down(): Promise<void> {}
}
