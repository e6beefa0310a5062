import { ownDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { transaction } from '@anju/runtime/transaction';
import { committee, finance } from '../../callers.builder';
import { RefoldPaperNumbers0018001700000000018 } from '../../migrations/0018-refold-paper-numbers';
import { TellReceiptsByFoldedNumbers0015001700000000015 } from '../../migrations/0015-tell-receipts-by-folded-numbers';
import { BookAScanOnce0021001700000000021 } from '../../migrations/0021-book-a-scan-once';
import { ReverseAReceipt0025001700000000025 } from '../../migrations/0025-reverse-a-receipt';
import { storage } from '../../storage';
import { JournalEntryTable } from '../ledger/ledger.table';
import { BookedReceiptTable, BookedScanTable, insertBookedReceipt } from './booked-receipt.table';
import {
  aCollection,
  aCommunityWithAFund,
  aMeasurement,
  anAcceptance,
  aReceipt,
  jobSteps,
  september,
} from './maintenance-job.builder';
import { findJobs, MaintenanceJobTable } from './maintenance-job.table';

const database = ownDatabase(storage);
const { accept, collect, jobAt, measure, receipt } = jobSteps(database);
const payments = () => database().read.countBy(JournalEntryTable, { kind: 'MAINTENANCE_PAYMENT' });
const collections = () => database().read.countBy(JournalEntryTable, { kind: 'RECEIVABLE_COLLECTED' });

const poor = ['2-1-101', '2-1-102'];

/** Two jobs of which the bank was told to pay 9,700 and 4,850 yuan. */
const twoJobs = async () =>
  [
    { jobId: await jobAt('INSTRUCTED', { measuredFen: 1_000_000 }), instructedFen: 970_000 },
    { jobId: await jobAt('INSTRUCTED', { measuredFen: 500_000 }), instructedFen: 485_000 },
  ] as const;

test('[MF-2] a receipt pays one job, however its number is typed and whatever its hash is said to be', async () => {
  await aCommunityWithAFund(database());
  const [one, other] = await twoJobs();
  const paid = aReceipt(one.jobId, one.instructedFen, { paperNumber: '回单-01A' });
  expect(await receipt(paid)).toMatchObject({ state: 'PAID' });

  for (const differing of [
    { paperNumber: '回单-01A' },
    { paperNumber: ' 回单－０１ａ ' },
    { paperNumber: '回单——01A' },
    { paperNumber: '回单/01A' },
    { paperNumber: '回单～01A' },
    { paperNumber: '回单-01A', paperSha256: 'd'.repeat(64) },
  ])
    expect(await receipt(aReceipt(other.jobId, other.instructedFen, differing))).toEqual({
      code: 'RECEIPT_BOOKED',
      rule: 'MF-2',
      retryable: false,
      message: expect.stringContaining(`booked for job ${one.jobId} already`),
    });
  const again = aReceipt(other.jobId, other.instructedFen, { paperNumber: '回单-01A' });
  const caller = { ...finance, language: 'zh' as const };
  expect((await receipt(again, { caller })).message).toContain(`已经为维修项目 ${one.jobId} 入账`);
  expect(await payments()).toBe(1);
  expect(await database().read.countBy(MaintenanceJobTable, { state: 'PAID' })).toBe(1);

  // The same request again is the first one, not a second booking.
  expect(await receipt(paid)).toMatchObject({ id: one.jobId, state: 'PAID' });
  expect(await receipt({ ...again, paperNumber: '回单-01B' })).toMatchObject({ state: 'PAID' });
});

test("[MF-2] another community's receipt of the same number is another one, and one of the same scan is not", async () => {
  await aCommunityWithAFund(database());
  const [{ jobId, instructedFen }] = await twoJobs();
  const entered = aReceipt(jobId, instructedFen, { paperNumber: '0001' });
  const elsewhere = { communityId: 'com_2', jobId: 'mjb_2', bookedAt: '2022-09-20T02:00:00.000Z' } as const;
  const book = (number: string, paperSha256: string) =>
    transaction(database(), (tx) =>
      insertBookedReceipt(tx, { ...elsewhere, number, foldedNumber: number, paperSha256 }),
    );

  await book('0001', 'd'.repeat(64));
  await book('0002', 'e'.repeat(64));
  expect(await receipt({ ...entered, paperSha256: 'E'.repeat(64) })).toMatchObject({
    code: 'RECEIPT_BOOKED',
    message: expect.stringContaining('mjb_2'),
  });
  expect(await receipt(entered)).toMatchObject({ state: 'PAID' });
});

test('[MF-7] what a home owes is collected once for each receipt, and not by one that paid for the job', async () => {
  await aCommunityWithAFund(database(), { balances: () => '100.00' });
  const jobId = await jobAt('PAID');
  const of = { jobId, amountFen: 100 };
  const first = aCollection({ ...of, unitId: 'unt_2_1', paperNumber: '收据-0001' });
  expect(await collect(first)).toMatchObject({ collectedFen: 100 });

  for (const differing of [
    { unitId: 'unt_2_1', paperNumber: '收据-0001' },
    { unitId: 'unt_2_2', paperNumber: '收据－0001' },
    { unitId: 'unt_2_2', paperNumber: `回单-${jobId}` },
  ])
    expect(await collect(aCollection({ ...of, ...differing }))).toMatchObject({
      code: 'RECEIPT_BOOKED',
      rule: 'MF-7',
      message: expect.stringContaining(jobId),
    });
  expect(await collections()).toBe(1);
  expect(await collect(first)).toMatchObject({ collectedFen: 100 });
  const second = aCollection({ ...of, unitId: 'unt_2_1', paperNumber: '收据-0002' });
  expect(await collect(second)).toMatchObject({ collectedFen: 200 });
});

test('[MF-2, FUND-10] a scan is one paper: what was signed for a job is no receipt, and what a bank printed measures and accepts none', async () => {
  await aCommunityWithAFund(database(), { balances: (label) => (poor.includes(label) ? '0.00' : '4000.00') });
  const [one, other] = [
    await jobAt('INSTRUCTED', { measuredFen: 1_000_000 }),
    await jobAt('PAID', { measuredFen: 100_000 }),
  ];
  const instructedFen = (await findJobs(database().read, [one]))[0]!.instructedFen!;
  const scans = { sheet: 'A'.repeat(64), acceptance: 'b'.repeat(64), receipt: 'c'.repeat(64) };
  const third = await jobAt('DECIDED');
  await accept(anAcceptance(one, { paperSha256: scans.acceptance }));
  await measure(aMeasurement(third, { paperSha256: scans.sheet }));

  for (const [paperSha256, jobId, paper, back] of [
    [scans.sheet.toLowerCase(), third, 'sheet', 'enter the right sheet there (recordMeasurement)'],
    [
      scans.acceptance.toUpperCase(),
      one,
      'paper of acceptance',
      'enter the right acceptance there (recordAcceptance)',
    ],
  ] as const) {
    const refusal = { code: 'SCAN_OF_ANOTHER_PAPER', retryable: false };
    const message = `This scan was entered as the ${paper} of job ${jobId}, and a scan is one paper. Check it, and give the hash of the scan of this paper; if the ${paper} was the wrong one, first ${back}.`;
    expect(await receipt(aReceipt(one, instructedFen, { paperSha256 }))).toEqual({
      ...refusal,
      rule: 'MF-2',
      message,
    });
    const home = { jobId: other, unitId: 'unt_2_1', amountFen: 1, paperSha256 };
    expect(await collect(aCollection(home))).toEqual({ ...refusal, rule: 'MF-7', message });
  }

  expect(await receipt(aReceipt(one, instructedFen, { paperSha256: scans.receipt }))).toMatchObject({
    state: 'PAID',
  });
  for (const refused of [
    await measure(aMeasurement(third, { paperSha256: scans.receipt.toUpperCase() })),
    await accept(anAcceptance(third, { paperSha256: scans.receipt })),
    // Nor of the job that it paid.
    await accept(anAcceptance(one, { paperSha256: scans.receipt })),
  ])
    expect(refused).toMatchObject({
      code: 'SCAN_OF_ANOTHER_PAPER',
      rule: 'FUND-10',
      message: expect.stringMatching(new RegExp(`the bank receipt of job ${one}.+reverse that receipt`)),
    });
  const caller = { ...committee, language: 'zh' as const };
  expect(await accept(anAcceptance(one, { paperSha256: scans.receipt }), { caller })).toMatchObject({
    message: expect.stringContaining(`已作为银行回单录入维修项目 ${one}`),
  });
});

test('[MF-2, FUND-10] of a receipt and a sheet that are entered with one scan at once one is', async () => {
  await aCommunityWithAFund(database());
  const [paid, measured] = [await jobAt('INSTRUCTED', { measuredFen: 100_000 }), await jobAt('DECIDED')];
  asOnTwoNodes(database(), 'maintenance_job');
  const paperSha256 = 'd'.repeat(64);

  const results = await Promise.all([
    receipt(aReceipt(paid, 97_000, { paperSha256 })),
    measure(aMeasurement(measured, { paperSha256 })),
  ]);

  expect(results.filter(({ state }) => state)).toHaveLength(1);
  expect(results.filter(({ code }) => code === 'SCAN_OF_ANOTHER_PAPER')).toHaveLength(1);
});

test('[MF-7] one scan is booked once, under whichever number and whoever has paid by it', async () => {
  await aCommunityWithAFund(database(), { balances: (label) => (poor.includes(label) ? '0.00' : '4000.00') });
  const [one, other] = [await jobAt('PAID'), await jobAt('INSTRUCTED', { measuredFen: 100_000 })];
  const of = { jobId: one, amountFen: 100, paperSha256: 'a'.repeat(64) };
  const first = aCollection({ ...of, unitId: 'unt_2_1', paperNumber: 'SJ-2022-0001' });
  expect(await collect(first)).toMatchObject({ collectedFen: 100 });

  for (const differing of [
    { unitId: 'unt_2_1', paperNumber: 'SJ-2022-00O1' },
    { unitId: 'unt_2_2', paperNumber: 'SJ-2022-0002' },
    { unitId: 'unt_2_2', paperNumber: 'SJ-2022-0002', paperSha256: 'A'.repeat(64) },
  ])
    expect(await collect(aCollection({ ...of, ...differing }))).toMatchObject({
      code: 'RECEIPT_BOOKED',
      rule: 'MF-7',
      retryable: false,
      message: expect.stringContaining(`by its number or its scan, was booked for job ${one}`),
    });
  const scanOfOne = (await findJobs(database().read, [one]))[0]!.receipt!.paperSha256;
  for (const paperSha256 of [scanOfOne, of.paperSha256])
    expect(await receipt(aReceipt(other, 1, { paperNumber: 'BK-77', paperSha256 }))).toMatchObject({
      code: 'RECEIPT_BOOKED',
      rule: 'MF-2',
    });
  expect([await collections(), await payments()]).toEqual([1, 1]);
  const page = aCollection({ ...of, unitId: 'unt_2_2', paperNumber: 'SJ-2022-0002' });
  expect(await collect({ ...page, paperSha256: 'b'.repeat(64) })).toMatchObject({ collectedFen: 200 });
});

test.each([
  ['number', { paperNumber: '回单-0001' }],
  ['scan', { paperSha256: 'a'.repeat(64) }],
])('[MF-2] of two jobs that one receipt, by its %s, is entered for at once one is paid', async (_, same) => {
  await aCommunityWithAFund(database());
  const jobs = await twoJobs();
  asOnTwoNodes(database(), 'maintenance_job');

  const results = await Promise.all(
    jobs.map(({ jobId, instructedFen }) => receipt(aReceipt(jobId, instructedFen, same))),
  );

  expect(results.map(({ state, code }) => state ?? code).sort()).toEqual(['PAID', 'RECEIPT_BOOKED']);
  expect(await payments()).toBe(1);
  expect(await database().read.count(BookedReceiptTable)).toBe(1);
});

test('[MF-7] of two homes of two jobs that one receipt is entered for at once one has paid', async () => {
  await aCommunityWithAFund(database(), { balances: (label) => (poor.includes(label) ? '0.00' : '4000.00') });
  const jobs = [
    await jobAt('PAID', { measuredFen: 1_000_000 }),
    await jobAt('PAID', { measuredFen: 500_000 }),
  ];
  asOnTwoNodes(database(), 'maintenance_job');

  // Nothing but the receipt is written by both.
  const results = await Promise.all(
    jobs.map((jobId, i) =>
      collect(aCollection({ jobId, unitId: `unt_2_${i + 1}`, amountFen: 100, paperNumber: '收据-0001' })),
    ),
  );

  expect(results.map(({ collectedFen, code }) => collectedFen ?? code).sort()).toEqual([
    100,
    'RECEIPT_BOOKED',
  ]);
  expect(await collections()).toBe(1);
});

test('[MF-2] a receipt that was booked with another dash before is still booked once', async () => {
  // SQLite builds its tables once and has nothing from before.
  if (database().kind === 'sqlite') return;
  await aCommunityWithAFund(database(), { units: 2 });
  const migration = new TellReceiptsByFoldedNumbers0015001700000000015();
  const ofScans = new BookAScanOnce0021001700000000021();
  const ofReversals = new ReverseAReceipt0025001700000000025();
  await transaction(database(), async (tx) => {
    const runner = { query: (sql: string, values?: unknown[]) => tx.query(sql, values) } as never;
    await ofReversals.down(runner);
    await ofScans.down(runner);
    await migration.down(runner);
    const sha256 = 'd'.repeat(64);
    await tx.query(`INSERT INTO booked_receipt (communityId, number, paperSha256, jobId, bookedAt)
      VALUES ('com_1', '回单—01', '${sha256}', 'mjb_9', '${september}'),
             ('com_1', '回单—02', '${sha256}', 'mjb_7', '2022-09-20T02:00:00.001Z')`);
    await migration.up(runner);
    await new RefoldPaperNumbers0018001700000000018().up(runner);
    await ofScans.up(runner);
    await ofReversals.up(runner);
  });
  // As it was entered, and what tells it beside.
  expect(await database().read.find(BookedReceiptTable)).toMatchObject([
    { number: '回单—01', foldedNumber: '回单01' },
    { number: '回单—02', foldedNumber: '回单02' },
  ]);
  expect(await database().read.find(BookedScanTable)).toEqual([
    { paperSha256: 'd'.repeat(64), jobId: 'mjb_9', turn: 1, reversed: false },
  ]);

  const jobId = await jobAt('INSTRUCTED', { measuredFen: 100_000 });
  for (const same of [{ paperNumber: '回单-01' }, { paperSha256: 'd'.repeat(64) }])
    expect(await receipt(aReceipt(jobId, 97_000, same))).toMatchObject({
      code: 'RECEIPT_BOOKED',
      message: expect.stringContaining('mjb_9'),
    });
  const change = transaction(database(), (tx) =>
    tx.update(BookedReceiptTable, { jobId: 'mjb_9' }, { jobId: 'mjb_8' }),
  );
  await expect(change).rejects.toThrow('append-only');
});
