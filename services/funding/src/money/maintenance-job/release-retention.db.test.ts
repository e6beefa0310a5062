import { AuditTable } from '@anju/runtime/audit';
import { execute } from '@anju/runtime/testing/execute';
import { factsIn, ownDatabase } from '@anju/runtime/testing/test-database';
import { transaction } from '@anju/runtime/transaction';
import { uuidV7 } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { anybody, committee, countyBureau, finance, otherCounty } from '../../callers.builder';
import { SetRetainedMoneyAside0013001700000000013 } from '../../migrations/0013-set-retained-money-aside';
import { schema } from '../../schema';
import { storage } from '../../storage';
import { JournalEntryTable, LedgerAccountTable, PostingTable } from '../ledger/ledger.table';
import { FundShareTable } from './fund-share.table';
import {
  aCollection,
  aCommunityWithAFund,
  anAcceptance,
  aReceipt,
  aRelease,
  jobSteps,
} from './maintenance-job.builder';

const database = ownDatabase(storage);
const { accept, apply, approve, instruct, receipt, collect, release, jobAt } = jobSteps(database);
const over: Instant = '2027-09-16T02:00:00.000Z';
const key = () => ({ idempotencyKey: uuidV7() });

/** Each account's balance, all of them together nothing. */
async function balances() {
  const accounts = await database().read.find(LedgerAccountTable);
  const postings = await database().read.find(PostingTable);
  expect(postings.reduce((sofar, { amountFen }) => sofar + amountFen, 0)).toBe(0);
  return new Map(accounts.map(({ kind, holder, balanceFen }) => [`${kind} ${holder}`.trim(), balanceFen]));
}
const heldOf = async () =>
  (
    await database().read.find(LedgerAccountTable, { where: { kind: 'UNIT_FUND' }, order: { holder: 'ASC' } })
  ).map(({ heldFen }) => heldFen);

async function deadlines(jobId: string, now: Instant) {
  const source = `{ maintenanceJob(id: "${jobId}") { deadlines { name rule dueAt met state } } }`;
  const { data } = await execute(schema, source, { db: database(), now, caller: anybody });
  return data.maintenanceJob.deadlines;
}

/** Three homes of which the second has too little: of 90 yuan for each it has 100, 88 and 100. */
async function aPaidRoof() {
  await aCommunityWithAFund(database(), {
    units: 3,
    balances: (label) => (label.endsWith('102') ? '88.00' : '100.00'),
  });
  const jobId = await jobAt('PAID', { measuredFen: 27_000 });
  return jobId;
}

test('[FUND-10, PROJ-4] the retention is kept until the warranty of the accepted roof ends, and then released to the fen', async () => {
  const jobId = await aPaidRoof();
  // 270 of each home are retained; the second has 70 left.
  expect(await heldOf()).toEqual([270, 70, 270]);
  expect(await deadlines(jobId, over)).toEqual([]);
  expect(await release(aRelease(jobId, 610), { now: over })).toMatchObject({
    code: 'NOT_ACCEPTED',
    rule: 'PROJ-4',
  });

  const accepted = anAcceptance(jobId);
  expect(await accept(accepted)).toMatchObject({ state: 'PAID', keptFen: 610, retainedFen: 810 });
  const deadline = { name: 'warranty-end', rule: 'PROJ-4', dueAt: '2027-09-15T16:00:00.000Z', met: false };
  for (const [now, state] of [
    ['2026-09-14T02:00:00.000Z', 'GREEN'],
    ['2026-09-16T02:00:00.000Z', 'AMBER'],
    [over, 'RED'],
  ] as const)
    expect(await deadlines(jobId, now)).toEqual([{ ...deadline, state }]);

  const early = aRelease(jobId, 610, { paidOn: '2027-09-15' });
  expect(await release(early, { now: '2027-09-15T15:59:59.999Z' })).toEqual({
    code: 'WARRANTY_RUNS',
    rule: 'FUND-10',
    retryable: false,
    message:
      'WATERPROOFING was accepted on 2022-09-15 and is under warranty until 2027-09-15 included. Release what is kept after that.',
  });
  const zh = { ...finance, language: 'zh' as const };
  expect((await release(early, { now: over, caller: zh })).message).toContain('质保至 2027-09-15（含）');
  expect(await release(aRelease(jobId, 810), { now: over })).toMatchObject({
    code: 'RELEASE_DIFFERS',
    message: 'Of 8.10 yuan retained the accounts kept 6.10, and the receipt is over 8.10. Check the receipt.',
  });
  expect(await database().read.count(JournalEntryTable)).toBe(2);
  expect(await heldOf()).toEqual([270, 70, 270]);

  const paper = aRelease(jobId, 610);
  const released = await release(paper, { now: over });
  expect(released).toMatchObject({ state: 'PAID', releasedFen: 610, receivableFen: 200 });
  expect(await release(paper, { now: over })).toEqual(released);

  const booked = await balances();
  expect(booked.get('UNIT_FUND unt_2_1')).toBe(-1_000);
  expect(booked.get('UNIT_FUND unt_2_2')).toBe(0);
  expect(booked.get('UNIT_RECEIVABLE unt_2_2')).toBe(200);
  expect(booked.get('BANK_DEPOSIT')).toBe(2_000);
  for (const settled of [`RETENTION_PAYABLE ${jobId}`, `WORKS_COST ${jobId}`])
    expect(booked.get(settled)).toBe(0);
  expect(booked.get(`CONTRACTOR_PAYABLE ${jobId}`)).toBe(-200);
  expect(await heldOf()).toEqual([0, 0, 0]);
  expect(await deadlines(jobId, over)).toEqual([{ ...deadline, met: true, state: null }]);
  expect((await factsIn(database())).at(-1)).toEqual({
    type: 'funding.retention-released.v1',
    data: {
      jobId,
      projectId: null,
      communityId: 'com_1',
      decisionId: 'dec_1',
      retainedFen: 810,
      releasedFen: 610,
      receivableFen: 200,
      paidOn: '2027-09-16',
      synthetic: true,
    },
  });
  expect(await database().read.findOneBy(AuditTable, { action: 'releaseRetention' })).toMatchObject({
    subject: jobId,
    detail: { amountFen: 610, paperNumber: paper.paperNumber },
  });

  for (const again of [
    await release(aRelease(jobId, 610, { paperNumber: '退还-2' }), { now: over }),
    await accept(accepted, { caller: countyBureau, now: over }),
  ])
    expect(again).toMatchObject({
      code: 'RETENTION_RELEASED',
      rule: 'FUND-10',
      message: expect.stringContaining('6.10 yuan, was released on 2027-09-16'),
    });
  const before = aCollection({ jobId, unitId: 'unt_2_2', amountFen: 1, paidOn: '2027-09-15' });
  expect(await collect(before, { now: over })).toMatchObject({ code: 'MORE_THAN_OWED' });
  const rest = aCollection({ jobId, unitId: 'unt_2_2', amountFen: 201, paidOn: '2027-09-16' });
  expect(await collect(rest, { now: over })).toMatchObject({ code: 'MORE_THAN_OWED' });
  expect(await collect({ ...rest, ...key(), amountFen: 200 }, { now: over })).toMatchObject({
    collectedFen: 200,
  });
  expect((await balances()).get(`CONTRACTOR_PAYABLE ${jobId}`)).toBe(0);
});

test('[FUND-10] of two releases at once, and of one sent twice, one is booked; no other office releases', async () => {
  const jobId = await aPaidRoof();
  await accept(anAcceptance(jobId));
  for (const caller of [otherCounty, { ...finance, division: '140521' as const }])
    expect(await release(aRelease(jobId, 610), { caller, now: over })).toMatchObject({
      code: 'NOT_IN_SCOPE',
    });
  expect(await release(aRelease(jobId, 610), { caller: committee, now: over })).toMatchObject({
    errors: [{ extensions: { code: 'FORBIDDEN' } }],
  });
  expect(await release(aRelease('mjb_404', 610), { now: over })).toMatchObject({ code: 'JOB_NOT_FOUND' });
  expect(await accept(anAcceptance(jobId), { caller: otherCounty })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  // The receipt of the job's own payment does not pay a second time.
  const paid = { paperNumber: `回单-${jobId}` };
  expect(await release(aRelease(jobId, 610, paid), { now: over })).toMatchObject({
    code: 'RECEIPT_BOOKED',
    rule: 'FUND-10',
  });

  const one = aRelease(jobId, 610, { paperNumber: '退还-1' });
  const other = aRelease(jobId, 610, { paperNumber: '退还-2' });
  const results = await Promise.all([one, one, other].map((paper) => release(paper, { now: over })));

  const outcomes = results.map(({ code, releasedFen }) => code ?? releasedFen);
  expect([
    ['610', '610', 'RETENTION_RELEASED'].join(),
    ['610', 'RETENTION_RELEASED', 'RETENTION_RELEASED'].join(),
  ]).toContain(outcomes.map(String).sort().join());
  expect(await database().read.countBy(JournalEntryTable, { kind: 'RETENTION_RELEASED' })).toBe(1);
  expect((await balances()).get(`RETENTION_PAYABLE ${jobId}`)).toBe(0);
});

test('[FUND-10] what is kept of one job pays no other', async () => {
  await aCommunityWithAFund(database(), { units: 1, balances: () => '100.00' });
  const roof = await jobAt('PAID', { measuredFen: 5_000 });
  const next = await jobAt('APPROVED', { measuredFen: 6_000 });
  // 4850 are paid and 150 kept of 10,000.
  expect(await instruct({ jobId: next, ...key() })).toMatchObject({ instructedFen: 5_000, keptFen: 0 });
  await receipt(aReceipt(next, 5_000));
  for (const jobId of [roof, next]) await accept(anAcceptance(jobId));

  expect(await release(aRelease(roof, 150), { now: over })).toMatchObject({ releasedFen: 150 });
  // The other one's home owes all that was retained; the bank pays nothing.
  expect(await release(aRelease(next, 0), { now: over })).toMatchObject({
    releasedFen: 0,
    receivableFen: 1_000,
  });
  const booked = await balances();
  expect(booked.get('BANK_DEPOSIT')).toBe(0);
  expect(booked.get(`CONTRACTOR_PAYABLE ${next}`)).toBe(-1_000);
});

test('[PROJ-4, OVR-2] an acceptance that was entered wrong is entered again, and moves the end of the warranty', async () => {
  await aCommunityWithAFund(database(), { units: 1 });
  const jobId = await jobAt('WORKS_DONE', { measuredFen: 10_000 });
  const wrong = { ...anAcceptance(jobId, { acceptedOn: '2022-09-14' }), ...key() };
  const entered = await accept(wrong);
  expect(entered).toMatchObject({ state: 'WORKS_DONE' });
  expect(await accept(wrong)).toEqual(entered);
  expect(
    await accept(anAcceptance(jobId, { acceptedOn: '2022-09-16', paperNumber: '验收-2' })),
  ).toMatchObject({
    state: 'WORKS_DONE',
  });
  expect(await deadlines(jobId, over)).toMatchObject([{ dueAt: '2027-09-16T16:00:00.000Z' }]);
  const [, second] = await database().read.find(AuditTable, { where: { action: 'recordAcceptance' } });
  expect(second).toMatchObject({
    detail: { acceptedOn: '2022-09-16', paperNumber: '验收-2', instead: { acceptedOn: '2022-09-14' } },
  });

  // A contract that keeps nothing back lets nobody wait.
  expect(await apply({ jobId, retainedFen: 0, ...key() })).toMatchObject({ retainedFen: 0 });
  expect(await deadlines(jobId, over)).toMatchObject([{ met: false, state: null }]);
  await approve({ jobId, documentNumber: '9' });
  await instruct({ jobId, ...key() });
  await receipt(aReceipt(jobId, 10_000));
  expect(await release(aRelease(jobId, 0), { now: over })).toMatchObject({
    code: 'NOTHING_RETAINED',
    rule: 'FUND-10',
  });
});

test('[FUND-10] money that was retained before it was set aside is set aside, the oldest job first', async () => {
  // SQLite builds its tables once and has nothing from before.
  if (database().kind === 'sqlite') return;
  await aCommunityWithAFund(database(), {
    units: 2,
    balances: (label) => (label.endsWith('101') ? '97.50' : '150.00'),
  });
  const first = await jobAt('PAID', { measuredFen: 10_000 });
  const second = await jobAt('PAID', { measuredFen: 9_600 });
  const before = () => database().read.find(FundShareTable, { order: { jobId: 'ASC', unitId: 'ASC' } });
  const kept = await before();
  expect(kept.map(({ keptFen }) => keptFen)).toEqual([150, 150, 94, 144]);

  await transaction(database(), async (tx) => {
    await tx.query('UPDATE fund_share SET keptFen = NULL');
    await tx.query("UPDATE ledger_account SET heldFen = 0 WHERE kind = 'UNIT_FUND'");
    await new SetRetainedMoneyAside0013001700000000013().up({
      query: (sql: string) => tx.query(sql),
    } as never);
  });

  expect(await before()).toEqual(kept);
  expect(await heldOf()).toEqual([244, 294]);
  for (const [jobId, keptFen] of [
    [first, 300],
    [second, 238],
  ] as const) {
    await accept(anAcceptance(jobId));
    expect(await release(aRelease(jobId, keptFen), { now: over })).toMatchObject({ releasedFen: keptFen });
  }
});
