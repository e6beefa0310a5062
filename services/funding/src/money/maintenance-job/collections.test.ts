import type { CalendarDate } from '@anju/values/time';
import type { BookedEntry } from '../ledger/journal-entry';
import { collectionsOf, fewestWorth, paidBefore, paymentOf } from './collections';
import { collectionEntry } from './postings';

let count = 0;
const paid = (amountFen: number, paidOn: CalendarDate, unitId: `unt_${string}` = 'unt_1'): BookedEntry => ({
  ...collectionEntry({ id: 'mjb_1', communityId: 'com_1' } as never, unitId, amountFen, {
    paperNumber: '收据-1',
    paperSha256: 'c0ffee'.padEnd(64, '0'),
    paidOn,
  }),
  id: `jre_${++count}`,
});

test('[MF-7] what a home had paid before a day is of that home, and of no receipt that was reversed', () => {
  const wrong = paid(7, '2027-09-14');
  const opposite: BookedEntry = { ...wrong, id: 'jre_90', kind: 'RECEIPT_REVERSED', reversesId: wrong.id };
  const all = [paid(1, '2027-09-15'), paid(2, '2027-09-16'), paid(4, '2027-09-15', 'unt_2'), wrong];
  expect(all.map(paymentOf).map(({ amountFen }) => amountFen)).toEqual([1, 2, 4, 7]);
  expect(paidBefore('2027-09-16', 'unt_1', collectionsOf([...all, opposite]))).toBe(1);
  expect(paidBefore('2027-09-17', 'unt_1', collectionsOf([...all, opposite]))).toBe(3);
});

test.each([
  [0, []],
  [1, [31]],
  [31, [31]],
  [32, [700]],
  [700, [700]],
  [701, [700, 31]],
])('[MF-7] that %i fen less are collected, of 700 and 31 go %j', (amountFen, gone) => {
  const both = [paid(700, '2027-09-16'), paid(31, '2027-09-16')];
  expect(fewestWorth(amountFen, both).map((each) => paymentOf(each).amountFen)).toEqual(gone);
  expect(fewestWorth(amountFen, both.toReversed())).toHaveLength(gone.length);
});
