import { testDatabase } from '@anju/runtime/testing/test-database';
import type { Instant } from '@anju/values/time';
import { storage } from '../../storage';
import { LedgerAccountTable, PostingTable } from '../ledger/ledger.table';
import { findSharesOf } from './fund-share.table';
import {
  aCollection,
  aCommunityWithAFund,
  anAcceptance,
  aReceipt,
  aRelease,
  jobSteps,
} from './maintenance-job.builder';

const database = testDatabase(storage);
const { accept, apply, collect, giveBack, jobAt, receipt, release } = jobSteps(database);
const over: Instant = '2027-09-16T02:00:00.000Z';

const sharesOf = async (jobId: string) =>
  (await findSharesOf(database().read, jobId as never)).map(
    ({ shareFen, retainedFen, drawnFen, receivableFen, keptFen }) => [
      shareFen,
      retainedFen,
      drawnFen,
      receivableFen,
      keptFen,
    ],
  );
const funds = async () =>
  (
    await database().read.find(LedgerAccountTable, { where: { kind: 'UNIT_FUND' }, order: { holder: 'ASC' } })
  ).map(({ balanceFen, heldFen }) => [balanceFen, heldFen]);

// Of 16,013 dm2 in all; worked out by hand, and by fractions.
test('[RES-1, MF-7, FUND-8, FUND-10] three homes of odd areas, one of them without a fen, share two odd jobs under one ceiling', async () => {
  await aCommunityWithAFund(database(), {
    units: [5001, 7013, 3999].map((areaDm2) => ({ areaDm2 })),
    balances: (label) => ({ '2-1-102': '10000.00', '2-1-103': '2450.00' })[label] ?? '0.00',
    ceilingFen: 1_500_000,
  });
  const one = await jobAt('INSTRUCTED', { measuredFen: 1_000_003 });
  const tooMuch = await jobAt('WORKS_DONE', { measuredFen: 499_998 });
  expect(await apply({ jobId: tooMuch })).toMatchObject({ code: 'BEYOND_CEILING' });
  const other = await jobAt('APPLIED', { measuredFen: 499_997 });

  expect(await sharesOf(one)).toEqual([
    [312_310, 9_369, 0, 302_941, 0],
    [437_958, 13_139, 424_819, 0, 13_139],
    [249_735, 7_492, 242_243, 0, 2_757],
  ]);
  // Where nothing was ever in it, nothing was booked on it.
  expect(await funds()).toEqual([
    [-1_000_000, 437_958],
    [-245_000, 245_000],
  ]);

  expect(await receipt(aReceipt(one, 667_062))).toMatchObject({ receivableFen: 302_941, keptFen: 15_896 });
  // The other is given back and leaves room for as much again, and not for a fen more.
  await giveBack({ jobId: other, reason: '面积有误' });
  expect(await apply({ jobId: tooMuch })).toMatchObject({ code: 'BEYOND_CEILING' });
  expect(await apply({ jobId: other })).toMatchObject({ state: 'APPLIED', retainedFen: 14_999 });

  await accept(anAcceptance(one));
  expect(await release(aRelease(one, 15_896), { now: over })).toMatchObject({
    releasedFen: 15_896,
    receivableFen: 317_045,
  });
  expect(await funds()).toEqual([
    [-562_042, 0],
    [0, 0],
  ]);
  const owed = { jobId: one, paidOn: '2027-09-16' } as const;
  const now = { now: over };
  expect(await collect(aCollection({ ...owed, unitId: 'unt_2_1', amountFen: 312_311 }), now)).toMatchObject({
    code: 'MORE_THAN_OWED',
  });
  await collect(aCollection({ ...owed, unitId: 'unt_2_1', amountFen: 312_310 }), now);
  expect(await collect(aCollection({ ...owed, unitId: 'unt_2_3', amountFen: 4_735 }), now)).toMatchObject({
    collectedFen: 317_045,
  });
  // All of the first job is paid: nothing is owed, retained, or due to its contractor.
  const accounts = await database().read.find(LedgerAccountTable);
  const others = accounts.filter(({ kind }) => kind !== 'UNIT_FUND' && kind !== 'BANK_DEPOSIT');
  expect(others.filter(({ balanceFen }) => balanceFen !== 0)).toEqual([]);
  const postings = await database().read.find(PostingTable);
  expect(postings.reduce((sofar, { amountFen }) => sofar + amountFen, 0)).toBe(0);
});
