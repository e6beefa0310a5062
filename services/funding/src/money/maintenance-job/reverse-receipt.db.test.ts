import { AuditTable } from '@anju/runtime/audit';
import { execute } from '@anju/runtime/testing/execute';
import { transaction } from '@anju/runtime/transaction';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { uuidV7 } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { anybody, committee, countyBureau, finance, otherCounty } from '../../callers.builder';
import { schema } from '../../schema';
import { storage } from '../../storage';
import { foldTyped } from '@anju/values/fold-typed';
import { bookEntry, JournalEntryTable, LedgerAccountTable, PostingTable } from '../ledger/ledger.table';
import { WarrantTable } from '../warrant/warrant.table';
import { BookedReceiptTable } from './booked-receipt.table';
import { FundShareTable } from './fund-share.table';
import {
  aCollection,
  aCommunityWithAFund,
  anAcceptance,
  aReceipt,
  aRelease,
  aReversal,
  jobSteps,
  september,
} from './maintenance-job.builder';
import { MaintenanceJobTable } from './maintenance-job.table';

const database = testDatabase(storage);
const { accept, apply, collect, jobAt, receipt, release, reverse } = jobSteps(database);
const byAnother = { paperNumber: '更正〔2022〕2号', paperSha256: 'f'.repeat(64) };
const over: Instant = '2027-09-16T02:00:00.000Z';

/** All that a receipt changes, and that every entry and all accounts together come to nothing. */
async function standing() {
  const { read } = database();
  const accounts = await read.find(LedgerAccountTable);
  const postings = await read.find(PostingTable);
  const total = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  for (const { id } of await read.find(JournalEntryTable))
    expect(total(postings.filter(({ entryId }) => entryId === id).map(({ amountFen }) => amountFen))).toBe(0);
  for (const { id, balanceFen } of accounts)
    expect(balanceFen).toBe(
      total(postings.filter(({ accountId }) => accountId === id).map(({ amountFen }) => amountFen)),
    );
  const kept = accounts
    .filter(({ balanceFen, heldFen }) => balanceFen !== 0 || heldFen !== 0)
    .map(({ kind, holder, balanceFen, heldFen }) => `${kind} ${holder} ${balanceFen} ${heldFen}`);
  const jobs = await read.find(MaintenanceJobTable, { order: { id: 'ASC' } });
  return {
    accounts: kept.sort(),
    jobs: jobs.map(({ version: _, ...job }) => job),
    shares: await read.find(FundShareTable, { order: { jobId: 'ASC', unitId: 'ASC' } }),
    warrants: (await read.find(WarrantTable)).map(({ committedFen }) => committedFen),
  };
}

async function deadlines(jobId: string) {
  const source = `{ maintenanceJob(id: "${jobId}") { deadlines { name dueAt met state } } }`;
  const { data } = await execute(schema, source, { db: database(), now: over, caller: anybody });
  return data.maintenanceJob.deadlines;
}

/** Three homes of which the second has too little: of 90 yuan for each it has 80 and nothing to keep. */
const aFund = () =>
  aCommunityWithAFund(database(), {
    units: 3,
    balances: (label) => (label.endsWith('102') ? '80.00' : '100.00'),
  });
const aRoof = (state: string) => jobAt(state, { measuredFen: 27_000 });
const paidFen = 26_190 - 730;

test('[MF-2, MF-7] a payment by a wrong receipt is taken back whole, and the right one is booked under the same number', async () => {
  await aFund();
  const jobId = await aRoof('INSTRUCTED');
  const before = await standing();
  const wrong = aReceipt(jobId, paidFen, { paperNumber: '回单-0001' });
  expect(await receipt(wrong)).toMatchObject({ state: 'PAID' });
  const paid = await standing();

  const reversal = { ...aReversal(jobId, ' 回单－0001'), idempotencyKey: uuidV7() };
  const reversed = await reverse(reversal);
  expect(reversed).toMatchObject({ state: 'INSTRUCTED', paidFen: 0, instructedFen: paidFen, receipt: null });
  expect(await standing()).toEqual(before);
  expect(await reverse(reversal)).toEqual(reversed);
  expect(await reverse(aReversal(jobId, '回单-0001'))).toEqual({
    code: 'RECEIPT_REVERSED',
    rule: 'MF-2',
    retryable: false,
    message:
      'The receipt 回单-0001 was reversed on 2022-09-20 and is not reversed again. Enter the right one.',
  });
  const [opened, payment, taken] = await database().read.find(JournalEntryTable, { order: { id: 'ASC' } });
  expect([opened!.reversesId, payment!.reversesId, taken!.reversesId]).toEqual([null, null, payment!.id]);
  expect((await factsIn(database())).map(({ type }) => type)).toEqual([
    'funding.maintenance-paid.v1',
    'funding.maintenance-payment-reversed.v1',
  ]);
  expect(await database().read.findOneBy(AuditTable, { action: 'reverseReceipt' })).toMatchObject({
    subject: jobId,
    roles: ['FINANCE'],
    detail: { receiptNumber: '回单-0001', paperNumber: '更正〔2022〕1号', reason: '回单录错' },
  });

  expect(await receipt({ ...wrong, idempotencyKey: uuidV7() })).toMatchObject({ state: 'PAID' });
  expect(await standing()).toEqual(paid);
  // Once more, with the same number and the same scan.
  expect(await reverse(aReversal(jobId, '回单-0001', byAnother))).toMatchObject({ state: 'INSTRUCTED' });
  expect(await standing()).toEqual(before);
});

test('[MF-2] a receipt of another job is free for the one it belongs to, and booked once there', async () => {
  await aCommunityWithAFund(database());
  const [one, other] = [await aRoof('INSTRUCTED'), await aRoof('INSTRUCTED')];
  const paper = { paperNumber: '回单-0001', paperSha256: 'd'.repeat(64) };
  const pay = (jobId: string, differing = {}) => receipt(aReceipt(jobId, 26_190, { ...paper, ...differing }));
  expect(await pay(one)).toMatchObject({ state: 'PAID' });
  expect(await pay(other)).toMatchObject({ code: 'RECEIPT_BOOKED' });
  expect(await reverse(aReversal(other, '回单-0001'))).toMatchObject({ code: 'RECEIPT_NOT_BOOKED' });
  expect(await reverse(aReversal(one, '回单-0001'))).toMatchObject({ state: 'INSTRUCTED' });

  expect(await pay(other)).toMatchObject({ state: 'PAID' });
  for (const same of [{ paperSha256: 'e'.repeat(64) }, { paperNumber: '回单-0002' }])
    expect(await pay(one, same)).toMatchObject({
      code: 'RECEIPT_BOOKED',
      message: expect.stringContaining(other),
    });
});

test('[MF-7] what the wrong home was said to have paid is owed again, and the right one pays', async () => {
  await aFund();
  const jobId = await aRoof('PAID');
  const before = await standing();
  const said = aCollection({ jobId, unitId: 'unt_2_2', amountFen: 700, paperNumber: '收据-0001' });
  expect(await collect(said)).toMatchObject({ collectedFen: 700 });
  expect(await reverse(aReversal(jobId, `回单-${jobId}`))).toEqual({
    code: 'COLLECTED_SINCE',
    rule: 'MF-7',
    retryable: false,
    message:
      'Homes have paid since what they owe by it: receipts 收据-0001 (1 together). Reverse each of these first (reverseReceipt), then this one.',
  });
  const zh = { ...finance, language: 'zh' as const };
  expect((await reverse(aReversal(jobId, `回单-${jobId}`), { caller: zh })).message).toContain(
    '请先逐张冲正这些回单',
  );
  expect(await reverse(aReversal(jobId, '收据-0001'))).toMatchObject({ state: 'PAID', collectedFen: 0 });
  expect(await standing()).toEqual(before);
  expect(await collect({ ...said, amountFen: 730, idempotencyKey: uuidV7() })).toMatchObject({
    collectedFen: 730,
  });
  expect((await factsIn(database())).map(({ type }) => type)).toEqual(['funding.maintenance-paid.v1']);
});

test('[FUND-10, PROJ-4] a release by a wrong receipt is taken back: it is kept, and its deadline stands again', async () => {
  await aFund();
  const jobId = await aRoof('PAID');
  await accept(anAcceptance(jobId));
  const before = [await standing(), await deadlines(jobId)];
  const paper = aRelease(jobId, 540);
  expect(await release(paper, { now: over })).toMatchObject({ releasedFen: 540, receivableFen: 1_000 });
  expect(await reverse(aReversal(jobId, `回单-${jobId}`), { now: over })).toMatchObject({
    code: 'RELEASED_SINCE',
    rule: 'FUND-10',
    message: expect.stringContaining(`on 2027-09-16 by receipt 退还-${jobId}`),
  });
  // 730 were owed before; the rest only by the release.
  const rest = { jobId, unitId: 'unt_2_2', paidOn: '2027-09-16' as const, paperNumber: '收据-0001' };
  expect(await collect(aCollection({ ...rest, amountFen: 731 }), { now: over })).toMatchObject({
    collectedFen: 731,
  });
  const taken = aReversal(jobId, `退还-${jobId}`);
  expect(await reverse(taken, { now: over })).toMatchObject({
    code: 'COLLECTED_SINCE',
    message: expect.stringContaining('收据-0001'),
  });
  expect(await reverse(aReversal(jobId, '收据-0001'), { now: over })).toMatchObject({ collectedFen: 0 });

  expect(await reverse(taken, { now: over })).toMatchObject({ releasedFen: null, receivableFen: 730 });
  expect([await standing(), await deadlines(jobId)]).toEqual(before);
  expect((await factsIn(database())).at(-1)).toMatchObject({
    type: 'funding.retention-release-reversed.v1',
    data: { jobId, releasedFen: 540, paidOn: '2027-09-16', reversedOn: '2027-09-16' },
  });
  expect(await release({ ...paper, idempotencyKey: uuidV7() }, { now: over })).toMatchObject({
    releasedFen: 540,
  });
});

test('[MF-7] a home’s receipt from before the release is entered again after it, whatever was paid since', async () => {
  await aFund();
  const jobId = await aRoof('PAID');
  await accept(anAcceptance(jobId));
  const of = { jobId, unitId: 'unt_2_2' };
  const later = { now: over };
  const early = aCollection({ ...of, amountFen: 730, paidOn: '2022-09-22', paperNumber: '收据-错' });
  expect(await collect(early, later)).toMatchObject({ collectedFen: 730 });
  await release(aRelease(jobId, 540), later);
  const rest = aCollection({ ...of, amountFen: 270, paidOn: '2027-09-16', paperNumber: '收据-0002' });
  expect(await collect(rest, later)).toMatchObject({ collectedFen: 1_000 });
  expect(await reverse(aReversal(jobId, '收据-错'), later)).toMatchObject({ collectedFen: 270 });
  expect(await database().read.findOneBy(AuditTable, { action: 'reverseReceipt' })).toMatchObject({
    detail: {
      ...{ entryId: expect.stringMatching(/^jre_/), unitId: 'unt_2_2', amountFen: 730 },
      ...{ receiptNumber: '收据-错', receiptSha256: early.paperSha256 },
    },
  });

  const right = { ...early, paperNumber: '收据-0001' };
  expect(await collect({ ...right, amountFen: 731, idempotencyKey: uuidV7() }, later)).toMatchObject({
    code: 'MORE_THAN_OWED',
    message: expect.stringContaining('7.30'),
  });
  expect(await collect({ ...right, idempotencyKey: uuidV7() }, later)).toMatchObject({ collectedFen: 1_000 });
  // 730 before the release is all that it owed then, and 270 since.
  expect(await reverse(aReversal(jobId, `退还-${jobId}`), later)).toMatchObject({
    code: 'COLLECTED_SINCE',
    message: expect.stringContaining('收据-0002 (1 together)'),
  });
});

test('[MF-7] before a release is taken back, of what a home paid since only so much goes as rests on it', async () => {
  await aFund();
  const jobId = await aRoof('PAID');
  await accept(anAcceptance(jobId));
  const later = { now: over };
  await release(aRelease(jobId, 540), later);
  for (const [amountFen, paperNumber] of [
    [700, '收据-0001'],
    [31, '收据-0002'],
  ] as const)
    await collect(
      aCollection({ jobId, unitId: 'unt_2_2', paidOn: '2027-09-16', amountFen, paperNumber }),
      later,
    );
  const taken = aReversal(jobId, `退还-${jobId}`);
  expect(await reverse(taken, later)).toMatchObject({
    code: 'COLLECTED_SINCE',
    message: expect.stringContaining('receipts 收据-0002 (1 together)'),
  });
  await reverse(aReversal(jobId, '收据-0002'), later);
  expect(await reverse(taken, later)).toMatchObject({ releasedFen: null, collectedFen: 700 });
});

test('[MF-2] a number that was booked for two jobs before each was booked once is freed by the one that has it', async () => {
  await aCommunityWithAFund(database());
  const [one, other] = [await aRoof('INSTRUCTED'), await aRoof('INSTRUCTED')];
  await receipt(aReceipt(one, 26_190, { paperNumber: '回单-0001' }));
  await receipt(aReceipt(other, 26_190, { paperNumber: '回单-0002' }));
  // As it was booked then.
  await transaction(database(), (tx) =>
    bookEntry(
      tx,
      {
        ...{ kind: 'RECEIVABLE_COLLECTED', communityId: 'com_1', jobId: other as never },
        ...{ paperNumber: '回单-0001', bookedOn: '2022-09-20', reversesId: null },
        postings: [
          { account: 'CONTRACTOR_PAYABLE', holder: other as never, amountFen: 1 },
          { account: 'UNIT_RECEIVABLE', holder: 'unt_2_2', amountFen: -1 },
        ],
      },
      september,
    ),
  );
  expect(await reverse(aReversal(other, '回单-0001'))).toMatchObject({ state: 'PAID' });
  expect(await receipt(aReceipt(other, 26_190, { paperNumber: '回单-0001' }))).toMatchObject({
    code: 'WRONG_STATE',
  });
  expect(await database().read.countBy(BookedReceiptTable, { foldedNumber: foldTyped('回单-0001') })).toBe(1);
});

test('[FUND-8] after a reversal the ceiling has no fen more to give than before', async () => {
  await aCommunityWithAFund(database(), { ceilingFen: 7_202_400 });
  const [jobId, small, large] = [
    await jobAt('PAID'),
    await jobAt('WORKS_DONE', { measuredFen: 2_400 }),
    await jobAt('WORKS_DONE', { measuredFen: 2_401 }),
  ];
  expect(await reverse(aReversal(jobId, `回单-${jobId}`))).toMatchObject({ state: 'INSTRUCTED' });
  expect(await apply({ jobId: large, idempotencyKey: uuidV7() })).toMatchObject({ code: 'BEYOND_CEILING' });
  expect(await apply({ jobId: small, idempotencyKey: uuidV7() })).toMatchObject({ state: 'APPLIED' });
});

test('[OVR-2] finance and the county bureau at home reverse, and nobody else', async () => {
  await aFund();
  const jobId = await aRoof('PAID');
  const paid = await standing();
  const reversal = aReversal(jobId, `回单-${jobId}`);
  expect(await reverse(reversal, { caller: otherCounty })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  expect(await reverse(reversal, { caller: committee })).toMatchObject({
    errors: [{ extensions: { code: 'FORBIDDEN' } }],
  });
  for (const id of ['mjb_404', '回单'])
    expect(await reverse(aReversal(id, '回单-1'))).toMatchObject({ code: 'JOB_NOT_FOUND' });
  expect(await standing()).toEqual(paid);
  expect(await reverse(reversal, { caller: countyBureau })).toMatchObject({ state: 'INSTRUCTED' });
});

test('[MF-2] of two reversals at once, and of a reversal and a payment by the same receipt, the books stay right', async () => {
  await aCommunityWithAFund(database());
  const [one, other] = [await aRoof('INSTRUCTED'), await aRoof('INSTRUCTED')];
  const paper = { paperNumber: '回单-0001', paperSha256: 'd'.repeat(64) };
  await receipt(aReceipt(one, 26_190, paper));
  asOnTwoNodes(database(), 'maintenance_job');

  const [taken, again, paid] = await Promise.all([
    reverse(aReversal(one, '回单-0001')),
    reverse(aReversal(one, '回单-0001')),
    receipt(aReceipt(other, 26_190, paper)),
  ]);

  expect([taken, again].map(({ state, code }) => state ?? code).sort()).toEqual([
    'INSTRUCTED',
    'RECEIPT_REVERSED',
  ]);
  expect(['PAID', 'RECEIPT_BOOKED']).toContain(paid.state ?? paid.code);
  const { jobs } = await standing();
  expect(jobs.filter(({ state }) => state === 'PAID')).toHaveLength(paid.state === 'PAID' ? 1 : 0);
  expect(await database().read.countBy(JournalEntryTable, { kind: 'RECEIPT_REVERSED' })).toBe(1);
});
