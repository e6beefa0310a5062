import { makeAppendOnly } from '@anju/runtime/append-only';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { foldTyped } from '../fold-typed';
import { fillJobPapers } from './fill-job-papers';

/**
 * Numbers that differ in the signs between their parts are one. Of two receipts that only their signs told apart somebody
 * has to see what was booked twice: then this stops and says which. Of a sheet that two jobs had, the first has it.
 */
export class RefoldPaperNumbers0018001700000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const rows: { communityId: string; number: string; paperSha256: string }[] = await runner.query(
      'SELECT communityId, number, paperSha256 FROM booked_receipt ORDER BY bookedAt, number',
    );
    const first = new Map<string, string>();
    for (const { communityId, number, paperSha256 } of rows) {
      const folded = foldTyped(number);
      // What its keys hold: a number once in a community, and with its scan once anywhere.
      for (const place of [`${communityId} ${folded}`, `${folded} ${paperSha256}`]) {
        const earlier = first.get(place);
        if (earlier !== undefined)
          throw new Error(
            `Receipts ${earlier} and ${communityId} ${number} are one by their numbers. See what was booked twice.`,
          );
        first.set(place, `${communityId} ${number}`);
      }
    }
    // A service's user may drop no table, so it is filled anew in its place; done again after a stop it comes to the same.
    for (const change of ['update', 'delete'])
      await runner.query(`DROP TRIGGER IF EXISTS booked_receipt_no_${change}`);
    const refold = (communityId: string, number: string, foldedNumber: string) =>
      runner.query('UPDATE booked_receipt SET foldedNumber = ? WHERE communityId = ? AND number = ?', [
        foldedNumber,
        communityId,
        number,
      ]);
    // First to what no number folds to, so that none is in the way of another.
    for (const [i, { communityId, number }] of rows.entries()) await refold(communityId, number, `row ${i}`);
    for (const { communityId, number } of rows) await refold(communityId, number, foldTyped(number));
    await makeAppendOnly(runner, 'booked_receipt');

    await runner.query('DELETE FROM measured_sheet');
    await fillJobPapers(runner, 'measured_sheet', 'measurement');
  }

  /** The column is read the same whatever it was folded by. */
  async down(): Promise<void> {}
}
