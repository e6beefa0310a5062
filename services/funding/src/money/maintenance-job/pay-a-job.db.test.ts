import { AuditTable } from '@anju/runtime/audit';
import { deliver } from '@anju/runtime/testing/envelope';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import { finance } from '../../callers.builder';
import { buildingRecorded } from '../../neighbours.builder';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { JournalEntryTable, LedgerAccountTable, PostingTable } from '../ledger/ledger.table';
import { FundShareTable } from './fund-share.table';
import {
  aCollection,
  aCommunityWithAFund,
  aJob,
  aMeasurement,
  aReceipt,
  fundFile,
  importAccounts,
  jobSteps,
  september as now,
} from './maintenance-job.builder';
import { MaintenanceJobTable } from './maintenance-job.table';

const database = testDatabase(storage);
const { propose, link, measure, apply, approve, instruct, receipt, collect, jobAt } = jobSteps(database);
const key = () => ({ idempotencyKey: uuidV7() });
const sharesIn = () => database().read.find(FundShareTable, { order: { unitId: 'ASC' } });
const total = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** Each account's balance, and that it is the sum of its postings and all of them together nothing. */
async function balances() {
  const accounts = await database().read.find(LedgerAccountTable);
  const postings = await database().read.find(PostingTable);
  expect(total(postings.map(({ amountFen }) => amountFen))).toBe(0);
  for (const { id, balanceFen } of accounts) {
    const own = postings.filter(({ accountId }) => accountId === id);
    expect(balanceFen).toBe(total(own.map(({ amountFen }) => amountFen)));
  }
  return new Map(accounts.map(({ kind, holder, balanceFen }) => [`${kind} ${holder}`.trim(), balanceFen]));
}

test('[MF-2] a job goes its steps, and each home pays its share to the fen', async () => {
  await aCommunityWithAFund(database());

  const { id: jobId, state } = await propose(aJob());
  expect(state).toBe('PROPOSED');
  expect(await link({ jobId, decisionId: 'dec_1' })).toMatchObject({
    state: 'DECIDED',
    decision: { id: 'dec_1' },
  });
  expect(await measure(aMeasurement(jobId))).toMatchObject({
    state: 'WORKS_DONE',
    costFen: 7_200_000,
    measurement: { measuredFen: 7_200_000 },
  });
  expect(await apply({ jobId, ...key() })).toMatchObject({ state: 'APPLIED', retainedFen: 216_000 });
  expect(await approve({ jobId, documentNumber: ' 城建维〔2022〕9号 ' })).toMatchObject({
    state: 'APPROVED',
    approvalDocument: '城建维〔2022〕9号',
  });
  expect(await instruct({ jobId, ...key() })).toMatchObject({
    state: 'INSTRUCTED',
    instructedFen: 6_984_000,
    receivableFen: 0,
    paidFen: 0,
  });
  const paper = aReceipt(jobId, 6_984_000, { paperSha256: 'C0FFEE'.padEnd(64, '0') });
  expect(await receipt(paper)).toMatchObject({
    state: 'PAID',
    paidFen: 6_984_000,
    receipt: { paidOn: '2022-09-20', paperSha256: 'c0ffee'.padEnd(64, '0') },
  });

  const booked = await balances();
  expect(booked.get('BANK_DEPOSIT')).toBe(24 * 400_000 - 6_984_000);
  expect(booked.get('UNIT_FUND unt_2_1')).toBe(-(400_000 - 300_000 + 9_000));
  expect(booked.get(`RETENTION_PAYABLE ${jobId}`)).toBe(-216_000);
  expect(booked.get(`WORKS_COST ${jobId}`)).toBe(216_000);
  expect(booked.has(`CONTRACTOR_PAYABLE ${jobId}`)).toBe(false);
  expect(await factsIn(database())).toEqual([
    {
      type: 'funding.maintenance-paid.v1',
      data: {
        jobId,
        projectId: null,
        communityId: 'com_1',
        decisionId: 'dec_1',
        costFen: 7_200_000,
        paidFen: 6_984_000,
        retainedFen: 216_000,
        receivableFen: 0,
        paidOn: '2022-09-20',
        synthetic: true,
      },
    },
  ]);
});

test('a real payment says nothing in its fact of being invented', async () => {
  await aCommunityWithAFund(database(), { synthetic: false });
  await jobAt('PAID', { job: { synthetic: false } });

  const [fact] = await factsIn(database());
  expect(fact).toMatchObject({ type: 'funding.maintenance-paid.v1' });
  expect(fact!.data).not.toHaveProperty('synthetic');
});

describe('a job that is said to be real', () => {
  const real = { job: { synthetic: false } };
  const markOf = async (id: string) =>
    (await database().read.findOneByOrFail(MaintenanceJobTable, { id: id as `mjb_${string}` })).synthetic;

  test('is invented where its accounts or the homes that pay are, and not where others are', async () => {
    await aCommunityWithAFund(database(), { synthetic: false });
    await deliver(database(), funding, [buildingRecorded('3', 1)], { now });
    expect(await markOf(await jobAt('PROPOSED', real))).toBe(false);
    const ofInvented = { job: { ...real.job, buildingIds: ['bld_3'] } };
    expect(await markOf(await jobAt('PROPOSED', ofInvented))).toBe(true);
    // All homes pay.
    expect(await markOf(await jobAt('PROPOSED', { job: { ...real.job, buildingIds: [] } }))).toBe(true);

    await importAccounts(database(), fundFile({ '3-1-101': '1.00' }));
    expect(await markOf(await jobAt('PROPOSED', real))).toBe(true);
  });

  test('is invented where accounts were opened by invented figures before the bank is told, and says so in its fact', async () => {
    await aCommunityWithAFund(database(), { synthetic: false });
    await deliver(database(), funding, [buildingRecorded('3', 1)], { now });
    const jobId = await jobAt('APPROVED', real);
    expect(await markOf(jobId)).toBe(false);
    await importAccounts(database(), fundFile({ '3-1-101': '1.00' }));

    const { instructedFen } = await instruct({ jobId, ...key() });
    await receipt(aReceipt(jobId, instructedFen));
    expect(await markOf(jobId)).toBe(true);
    expect(await factsIn(database())).toMatchObject([{ data: { jobId, synthetic: true } }]);
  });
});

test('[OVR-2] every step of the money leaves an entry of who took it, with its numbers', async () => {
  await aCommunityWithAFund(database());
  const jobId = await jobAt('PAID');

  const entries = await database().read.find(AuditTable, {
    where: { subject: jobId },
    order: { id: 'ASC' },
  });
  expect(entries.map(({ action, roles }) => [action, ...roles])).toEqual([
    ['proposeMaintenanceJob', 'OWNERS_COMMITTEE'],
    ['linkDecision', 'OWNERS_COMMITTEE'],
    ['recordMeasurement', 'OWNERS_COMMITTEE'],
    ['applyForFundPayment', 'OWNERS_COMMITTEE'],
    ['approveFundPayment', 'COUNTY_BUREAU'],
    ['instructBank', 'COUNTY_BUREAU'],
    ['recordBankReceipt', 'FINANCE'],
  ]);
  expect(entries[3]).toMatchObject({ detail: { costFen: 7_200_000, retainedFen: 216_000, homes: 24 } });
});

test('[RES-1] example: 100,000 yuan over community C come out as 8571.43 for U4 and 7142.86 for U7', async () => {
  const areas = [8000, 8000, 9000, 6000, 7000, 7000, 5000, 5000, 15_000];
  const units = areas.map((areaDm2, i) => ({ unitId: `unt_U${i + 1}` as const, areaDm2 }));
  await aCommunityWithAFund(database(), { units, balances: () => '30000.00' });

  await jobAt('APPLIED', { measuredFen: 10_000_000 });

  const shares = await sharesIn();
  expect(shares.map(({ shareFen }) => shareFen)).toEqual([
    1_142_857, 1_142_857, 1_285_714, 857_143, 1_000_000, 1_000_000, 714_286, 714_286, 2_142_857,
  ]);
  expect(total(shares.map(({ retainedFen }) => retainedFen))).toBe(300_000);
});

test('[FUND-10] example: works of 1,000,000 yuan pay 970,000 and keep 30,000', async () => {
  await aCommunityWithAFund(database(), { ceilingFen: 100_000_000, balances: () => '50000.00' });

  const jobId = await jobAt('APPROVED', { measuredFen: 100_000_000 });

  expect(await instruct({ jobId, ...key() })).toMatchObject({
    retainedFen: 3_000_000,
    instructedFen: 97_000_000,
  });
});

test('[MF-7] example: of 650 yuan an account of 400 gives 400; 250 are owed until they are collected', async () => {
  // Two homes; 3 % of 1340.20 are kept, so that 650 of each share are due.
  await aCommunityWithAFund(database(), {
    units: 2,
    balances: (label) => (label === '2-1-101' ? '400.00' : '4000.00'),
  });
  const jobId = await jobAt('APPROVED', { measuredFen: 134_020 });
  expect(await instruct({ jobId, ...key() })).toMatchObject({
    instructedFen: 40_000 + 65_000,
    receivableFen: 25_000,
    retainedFen: 4_020,
  });
  expect(await collect(aCollection({ jobId, unitId: 'unt_2_1', amountFen: 1 }))).toMatchObject({
    code: 'NOT_PAID',
    rule: 'MF-7',
  });
  expect(await receipt(aReceipt(jobId, 105_000))).toMatchObject({ state: 'PAID', paidFen: 105_000 });
  const paid = await balances();
  expect(paid.get('UNIT_FUND unt_2_1')).toBe(0);
  expect(paid.get('UNIT_RECEIVABLE unt_2_1')).toBe(25_000);
  expect(paid.get(`CONTRACTOR_PAYABLE ${jobId}`)).toBe(-25_000);

  const first = aCollection({ jobId, unitId: 'unt_2_1', amountFen: 10_000 });
  expect(await collect(first)).toMatchObject({ collectedFen: 10_000, receivableFen: 25_000 });
  expect(await collect(first)).toMatchObject({ collectedFen: 10_000 });
  const more = { jobId, unitId: 'unt_2_1', amountFen: 15_001 };
  expect(await collect(aCollection(more))).toMatchObject({
    code: 'MORE_THAN_OWED',
    rule: 'MF-7',
    message: expect.stringContaining('owes 150.00 yuan'),
  });
  expect(await collect(aCollection({ ...more, amountFen: 15_000 }))).toMatchObject({ collectedFen: 25_000 });
  expect(await collect(aCollection({ ...more, amountFen: 1 }))).toMatchObject({ code: 'MORE_THAN_OWED' });
  const settled = await balances();
  expect(settled.get('UNIT_RECEIVABLE unt_2_1')).toBe(0);
  expect(settled.get(`CONTRACTOR_PAYABLE ${jobId}`)).toBe(0);
  expect(await database().read.count(JournalEntryTable)).toBe(4);
});

test('[MF-7] a collection is refused for no sum, a wrong home, a day to come and no paper', async () => {
  await aCommunityWithAFund(database(), { balances: () => '100.00' });
  const jobId = await jobAt('PAID');
  const good = { jobId, unitId: 'unt_2_1', amountFen: 100 };

  for (const [code, differing] of [
    ['AMOUNT_NOT_POSITIVE', { amountFen: 0 }],
    ['AMOUNT_NOT_POSITIVE', { amountFen: -100 }],
    ['HOME_NOT_CHARGED', { unitId: 'unt_404' }],
    ['HOME_NOT_CHARGED', { unitId: '2-1-101' }],
    ['DATE_IN_FUTURE', { paidOn: '2022-09-21' as const }],
    ['COLLECTED_BEFORE_PAYMENT', { paidOn: '2022-09-19' as const }],
    ['COLLECTED_BEFORE_PAYMENT', { paidOn: '1999-01-01' as const }],
    ['PAPER_NUMBER_INVALID', { paperNumber: '' }],
    ['PAPER_HASH_INVALID', { paperSha256: 'c0ffee' }],
    ['IDEMPOTENCY_KEY_INVALID', { idempotencyKey: '1' }],
  ] as const)
    expect(await collect(aCollection({ ...good, ...differing }))).toMatchObject({ code });
  expect((await sharesIn()).every(({ collectedFen }) => collectedFen === 0)).toBe(true);
  // On the day on which the bank paid for the job it is taken.
  expect(await collect(aCollection({ ...good, paidOn: '2022-09-20' }))).toMatchObject({ collectedFen: 100 });
});

test('[MF-7] a day before the bank paid is refused in both languages with both days', async () => {
  await aCommunityWithAFund(database(), { balances: () => '100.00' });
  const early = aCollection({
    jobId: await jobAt('PAID'),
    unitId: 'unt_2_1',
    amountFen: 100,
    paidOn: '2022-09-19',
  });
  expect(await collect(early)).toEqual({
    code: 'COLLECTED_BEFORE_PAYMENT',
    rule: 'MF-7',
    retryable: false,
    message:
      'Paid on 2022-09-19, before the bank paid for the job on 2022-09-20, when nothing was owed. Check the date.',
  });
  const caller = { ...finance, language: 'zh' as const };
  expect((await collect(early, { caller })).message).toContain('早于银行支付该项目的 2022-09-20');
});

test('[MF-7] accounts with nothing give nothing, and their homes owe all and pay it', async () => {
  await aCommunityWithAFund(database(), { units: 2, balances: () => '0.00' });
  const jobId = await jobAt('APPROVED', { measuredFen: 100_000 });

  expect(await instruct({ jobId, ...key() })).toMatchObject({
    state: 'INSTRUCTED',
    instructedFen: 0,
    receivableFen: 97_000,
    keptFen: 0,
  });
  expect(await receipt(aReceipt(jobId, 1))).toMatchObject({ code: 'AMOUNT_DIFFERS' });
  expect(await receipt(aReceipt(jobId, 0))).toMatchObject({ state: 'PAID', paidFen: 0 });
  for (const unitId of ['unt_2_1', 'unt_2_2']) {
    expect(await collect(aCollection({ jobId, unitId, amountFen: 48_501 }))).toMatchObject({
      code: 'MORE_THAN_OWED',
    });
    await collect(aCollection({ jobId, unitId, amountFen: 48_500 }));
  }
  const booked = await balances();
  expect(booked.get(`CONTRACTOR_PAYABLE ${jobId}`)).toBe(0);
  expect(booked.get(`RETENTION_PAYABLE ${jobId}`)).toBe(-3_000);
  expect(booked.has('BANK_DEPOSIT')).toBe(false);
  expect(await factsIn(database())).toMatchObject([{ data: { jobId, paidFen: 0, receivableFen: 97_000 } }]);
});

test('[MF-7] of two homes one with a fen and one with nothing, the fen is given', async () => {
  const balances = (label: string) => (label === '2-1-101' ? '0.01' : '0.00');
  await aCommunityWithAFund(database(), { units: 2, balances });
  const jobId = await jobAt('APPROVED', { measuredFen: 100_000 });
  expect(await instruct({ jobId, ...key() })).toMatchObject({ instructedFen: 1, receivableFen: 96_999 });
});

test('[MF-7] what is promised to one payment is not promised to another', async () => {
  await aCommunityWithAFund(database(), { units: 1, balances: () => '100.00' });
  const one = await jobAt('APPROVED', { measuredFen: 8_000 });
  const other = await jobAt('APPROVED', { measuredFen: 8_000 });

  const [a, b] = await Promise.all([
    instruct({ jobId: one, ...key() }),
    instruct({ jobId: other, ...key() }),
  ]);

  expect([a.instructedFen, b.instructedFen].sort()).toEqual([2_000, 7_760]);
  // What is kept of the first is not there for the second.
  expect([a.keptFen, b.keptFen].sort()).toEqual([0, 240]);
  await receipt(aReceipt(one, a.instructedFen));
  await receipt(aReceipt(other, b.instructedFen));
  const booked = await balances();
  expect(booked.get('UNIT_FUND unt_2_1')).toBe(-240);
  expect(booked.get('UNIT_RECEIVABLE unt_2_1')).toBe(15_520 - 9_760);
  expect(await database().read.findOneBy(LedgerAccountTable, { kind: 'UNIT_FUND' })).toMatchObject({
    heldFen: 240,
  });
});

test('[MF-2] a request that comes again is answered again and done once', async () => {
  await aCommunityWithAFund(database());
  const proposal = { ...aJob(), ...key() };
  const [proposed, proposedAgain] = await Promise.all([propose(proposal), propose(proposal)]);
  expect(proposed).toMatchObject({ state: 'PROPOSED' });
  expect(proposedAgain).toEqual(proposed);
  expect(await database().read.count(MaintenanceJobTable)).toBe(1);
  const { id: jobId } = proposed;
  const decision = { jobId, decisionId: 'dec_1', ...key() };
  const linked = await link(decision);
  expect(linked).toMatchObject({ state: 'DECIDED' });
  expect(await link(decision)).toEqual(linked);
  const quantity = { ...aMeasurement(jobId), ...key() };
  const measured = await measure(quantity);
  expect(measured).toMatchObject({ state: 'WORKS_DONE' });
  expect(await measure(quantity)).toEqual(measured);
  expect(await measure({ ...quantity, measuredFen: 1 })).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  const application = { jobId, ...key() };

  const first = await apply(application);
  expect(await apply(application)).toEqual(first);
  expect(await apply({ jobId: 'mjb_404', idempotencyKey: application.idempotencyKey })).toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  });
  expect(await apply({ jobId, ...key() })).toMatchObject({ code: 'WRONG_STATE', rule: 'MF-2' });
  const approval = { jobId, documentNumber: '9', ...key() };
  const approved = await approve(approval);
  expect(approved).toMatchObject({ state: 'APPROVED' });
  expect(await approve(approval)).toEqual(approved);
  expect(await approve({ ...approval, documentNumber: '10' })).toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  });
  const instruction = { jobId, ...key() };
  const [one, two] = await Promise.all([instruct(instruction), instruct(instruction)]);
  expect(one).toMatchObject({ state: 'INSTRUCTED' });
  expect(two).toEqual(one);
  const paper = aReceipt(jobId, 6_984_000);
  const [paid, again] = await Promise.all([receipt(paper), receipt(paper)]);
  expect(paid).toMatchObject({ state: 'PAID' });
  expect(again).toEqual(paid);
  expect(await factsIn(database())).toHaveLength(1);
  expect(await database().read.count(JournalEntryTable)).toBe(2);
});
