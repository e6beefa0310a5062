import { AuditTable } from '@anju/runtime/audit';
import type { Caller } from '@anju/runtime/caller';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { uuidV7 } from '@anju/values/id';
import { committee, otherCounty } from '../../callers.builder';
import { storage } from '../../storage';
import { LedgerAccountTable } from '../ledger/ledger.table';
import { WarrantTable } from '../warrant/warrant.table';
import { FundShareTable } from './fund-share.table';
import { aCommunityWithAFund, aMeasurement, aReceipt, jobSteps, september } from './maintenance-job.builder';
import { findJobs } from './maintenance-job.table';

const database = testDatabase(storage);
const { apply, approve, giveBack, instruct, jobAt, link, measure, receipt, withdraw } = jobSteps(database);
const key = () => ({ idempotencyKey: uuidV7() });
const committed = async () => (await database().read.find(WarrantTable))[0]!.committedFen;
const held = async () =>
  (await database().read.findBy(LedgerAccountTable, { kind: 'UNIT_FUND' })).map(({ heldFen }) => heldFen);
const reason = '监理单金额录错，退回重报';

test.each(['APPLIED', 'APPROVED'] as const)(
  '[MF-2, FUND-8, MF-7] an application that was entered wrong is given back from %s, and all it had taken is free again',
  async (state) => {
    await aCommunityWithAFund(database(), { ceilingFen: 7_200_000 });
    const jobId = await jobAt(state);
    const before = await jobAt('WORKS_DONE');
    expect(await apply({ jobId: before })).toMatchObject({ code: 'BEYOND_CEILING' });

    const request = { jobId, reason, ...key() };
    expect(await giveBack(request)).toMatchObject({
      state: 'WORKS_DONE',
      costFen: 7_200_000,
      retainedFen: null,
      approvalDocument: null,
      instructedFen: null,
      receivableFen: null,
      keptFen: null,
    });
    expect(await giveBack(request)).toMatchObject({ state: 'WORKS_DONE' });
    expect(await committed()).toBe(0);
    expect(await held()).toEqual(Array(24).fill(0));
    expect(await database().read.count(FundShareTable)).toBe(0);
    const shares = Array.from({ length: 24 }, () =>
      expect.objectContaining({ unitId: expect.any(String), shareFen: 300_000, retainedFen: 9_000 }),
    );
    const approvedAt = state === 'APPROVED' ? september : null;
    const instead = { state, costFen: 7_200_000, appliedAt: september, approvedAt, shares };
    expect(await database().read.findBy(AuditTable, { action: 'returnFundApplication' })).toMatchObject([
      { subject: jobId, actor: 'county-140502', detail: { reason, instead } },
    ]);

    // One fen more than 24 homes share evenly, as it should have been.
    expect(await measure(aMeasurement(jobId, { measuredFen: 2_400_001 }))).toMatchObject({
      costFen: 2_400_001,
    });
    expect(await apply({ jobId })).toMatchObject({ state: 'APPLIED', retainedFen: 72_000 });
    expect(await committed()).toBe(2_400_001);
    await approve({ jobId, documentNumber: '城建维〔2022〕10号' });
    expect(await instruct({ jobId })).toMatchObject({
      instructedFen: 2_328_001,
      receivableFen: 0,
      keptFen: 72_000,
    });
    expect(await receipt(aReceipt(jobId, 2_328_001))).toMatchObject({ state: 'PAID' });
    expect((await held()).reduce((sofar, fen) => sofar + fen, 0)).toBe(72_000);
  },
);

test('[MF-2] what was not applied for or is paid is not given back, nor without a reason, nor by others', async () => {
  await aCommunityWithAFund(database(), { ceilingFen: 20_000_000 });
  const [measured, paid, applied] = [await jobAt('WORKS_DONE'), await jobAt('PAID'), await jobAt('APPLIED')];

  expect(await giveBack({ jobId: measured, reason })).toMatchObject({ code: 'NOT_APPLIED', rule: 'MF-2' });
  expect(await giveBack({ jobId: paid, reason })).toMatchObject({ code: 'WRONG_STATE', rule: 'MF-2' });
  expect(await giveBack({ jobId: 'mjb_404', reason })).toMatchObject({ code: 'JOB_NOT_FOUND' });
  for (const none of [' ', '长'.repeat(501)])
    expect(await giveBack({ jobId: applied, reason: none })).toMatchObject({ code: 'REASON_INVALID' });
  expect(await giveBack({ jobId: applied, reason }, { caller: otherCounty })).toMatchObject({
    code: 'NOT_IN_SCOPE',
  });
  expect(await giveBack({ jobId: applied, reason }, { caller: committee })).toMatchObject({
    errors: [{ extensions: { code: 'FORBIDDEN' } }],
  });
  const [{ state, retainedFen }] = (await findJobs(database().read, [applied])) as any;
  expect({ state, retainedFen }).toEqual({ state: 'APPLIED', retainedFen: 216_000 });
});

test('[MF-2, MF-7] what the bank was told to pay is not given back, so that its receipt is entered whenever it comes', async () => {
  await aCommunityWithAFund(database(), { ceilingFen: 7_200_000 });
  const jobId = await jobAt('INSTRUCTED');
  const another = await jobAt('WORKS_DONE');
  const later = { now: '2022-09-30T02:00:00.000Z' } as const;

  expect(await giveBack({ jobId, reason }, later)).toEqual({
    code: 'BANK_TOLD',
    rule: 'MF-2',
    retryable: false,
    message: expect.stringContaining('told on 2022-09-20 to pay 69840.00 yuan'),
  });
  expect(await committed()).toBe(7_200_000);
  expect(await held()).toEqual(Array(24).fill(300_000));
  expect(await apply({ jobId: another })).toMatchObject({ code: 'BEYOND_CEILING' });
  // Paid before somebody tried to give it back.
  const paper = aReceipt(jobId, 6_984_000, { paidOn: '2022-09-21' });
  expect(await receipt(paper, later)).toMatchObject({ state: 'PAID', paidFen: 6_984_000 });
});

test('[MF-2, MF-7] where the bank was told to pay nothing, a fen tells whether it is given back', async () => {
  await aCommunityWithAFund(database(), {
    units: 2,
    ceilingFen: 20_000_000,
    balances: (label) => (label === '2-1-101' ? '0.01' : '0.00'),
  });
  const one = await jobAt('INSTRUCTED');
  const none = await jobAt('INSTRUCTED');

  for (const step of [
    (jobId: string, caller: Caller) => withdraw({ jobId, reason }, { caller }),
    (jobId: string, caller: Caller) => link({ jobId, decisionId: 'dec_1' }, { caller }),
    (jobId: string, caller: Caller) => measure(aMeasurement(jobId), { caller }),
  ]) {
    const told = await step(one, committee);
    expect(told).toMatchObject({ code: 'WRONG_STATE', rule: 'MF-2' });
    expect(told.message).toContain("enter the bank's receipt (recordBankReceipt)");
    expect(told.message).not.toContain('returnFundApplication');
    const { message } = await step(none, committee);
    expect(message).toContain('the department give the application back first (returnFundApplication)');
    expect(message).not.toContain('recordBankReceipt');
    expect((await step(none, { ...committee, language: 'zh' })).message).toContain(
      '通知银行支付的是 0 元，请先由主管部门退回申请（returnFundApplication）',
    );
  }
  // Its receipt over nothing is awaited all the same.
  expect((await instruct({ jobId: none })).message).toContain('(recordBankReceipt)');

  expect(await giveBack({ jobId: one, reason })).toMatchObject({ code: 'BANK_TOLD' });
  expect(await giveBack({ jobId: none, reason })).toMatchObject({
    state: 'WORKS_DONE',
    instructedFen: null,
    receivableFen: null,
  });
});

test('[MF-2] of an instruction and a return at once one is done', async () => {
  await aCommunityWithAFund(database());
  const jobId = await jobAt('APPROVED');
  asOnTwoNodes(database(), 'maintenance_job');

  const [instructed, returned] = await Promise.all([instruct({ jobId }), giveBack({ jobId, reason })]);

  expect([
    ['INSTRUCTED', 'BANK_TOLD'],
    ['NOT_APPROVED', 'WORKS_DONE'],
  ]).toContainEqual([instructed.code ?? instructed.state, returned.code ?? returned.state]);
});
