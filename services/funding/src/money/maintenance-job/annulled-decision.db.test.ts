import { AuditTable } from '@anju/runtime/audit';
import { deliver } from '@anju/runtime/testing/envelope';
import { execute } from '@anju/runtime/testing/execute';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import { anybody } from '../../callers.builder';
import {
  annulmentWithdrawn,
  decisionAdopted,
  decisionAnnulled,
  decisionEffective,
} from '../../neighbours.builder';
import { schema } from '../../schema';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { JournalEntryTable, LedgerAccountTable } from '../ledger/ledger.table';
import {
  aCommunityWithAFund,
  anAcceptance,
  aReceipt,
  aRelease,
  jobSteps,
  september as now,
} from './maintenance-job.builder';

const database = testDatabase(storage);
const { link, apply, approve, instruct, giveBack, receipt, accept, release, jobAt } = jobSteps(database);
const key = () => ({ idempotencyKey: uuidV7() });
const tell = (sequence: number, ...facts: Parameters<typeof deliver>[2]) =>
  deliver(database(), funding, facts, { now, sequence });
const fallen = { code: 'DECISION_ANNULLED', rule: 'GOV-VOTE-10', retryable: false };
const recordedOn = '2022-09-20';
const after = { now: '2022-09-25T02:00:00.000Z' } as const;

async function see(jobId: string) {
  const source = `{ maintenanceJob(id: "${jobId}") { state paidFen releasedFen receipt { paidOn }
    warrant { effectiveAt annulledOn committedFen }
    stop { decision { id } annulledOn recordedAt openFen } } }`;
  const { data } = await execute(schema, source, { db: database(), now, caller: anybody });
  return data.maintenanceJob;
}

beforeEach(() => aCommunityWithAFund(database()));

test('[GOV-VOTE-10, MF-2] on an annulled decision no step towards the money is taken, and the job says what stands still', async () => {
  const atSteps = {
    link: await jobAt('PROPOSED'),
    apply: await jobAt('WORKS_DONE', { measuredFen: 100_000 }),
    approve: await jobAt('APPLIED', { measuredFen: 200_000 }),
    instruct: await jobAt('APPROVED', { measuredFen: 300_000 }),
  };
  expect((await see(atSteps.instruct)).stop).toBeNull();
  await tell(3, decisionAnnulled());

  expect(await link({ jobId: atSteps.link, decisionId: 'dec_1' })).toMatchObject(fallen);
  const refused = await apply({ jobId: atSteps.apply, ...key() });
  expect(refused).toMatchObject(fallen);
  expect(refused.message).toContain('Decision dec_1 is annulled as of 2022-09-18');
  expect(await approve({ jobId: atSteps.approve, documentNumber: '9' })).toMatchObject(fallen);
  expect(await instruct({ jobId: atSteps.instruct, ...key() })).toMatchObject(fallen);
  for (const action of ['approveFundPayment', 'instructBank'])
    expect(await database().read.countBy(AuditTable, { action, subject: atSteps.approve })).toBe(0);

  const stop = { decision: { id: 'dec_1' }, annulledOn: '2022-09-18', recordedAt: now };
  expect(await see(atSteps.link)).toMatchObject({ state: 'PROPOSED', stop: null });
  expect(await see(atSteps.apply)).toMatchObject({
    state: 'WORKS_DONE',
    stop: { ...stop, openFen: 100_000 },
  });
  expect(await see(atSteps.approve)).toMatchObject({ state: 'APPLIED', stop: { ...stop, openFen: 200_000 } });
  expect(await see(atSteps.instruct)).toMatchObject({
    state: 'APPROVED',
    warrant: { effectiveAt: null, annulledOn: '2022-09-18', committedFen: 500_000 },
    stop: { ...stop, openFen: 300_000 },
  });
});

test('[GOV-VOTE-10, MF-2] once the owners decided anew the job goes on under that decision', async () => {
  const jobId = await jobAt('APPLIED');
  await tell(3, decisionAnnulled());
  expect(await giveBack({ jobId, reason: '业主决定已被撤销', ...key() })).toMatchObject({
    state: 'WORKS_DONE',
  });
  await deliver(
    database(),
    funding,
    [decisionAdopted({ decisionId: 'dec_2' }), decisionEffective({ decisionId: 'dec_2' })],
    { now },
  );
  expect(await link({ jobId, decisionId: 'dec_2' })).toMatchObject({ decision: { id: 'dec_2' } });
  expect((await see(jobId)).stop).toBeNull();
  expect(await apply({ jobId, ...key() })).toMatchObject({ state: 'APPLIED' });
});

test('[GOV-VOTE-10] what the bank paid by the day on which it was recorded is booked, and what it paid later is not', async () => {
  const jobId = await jobAt('INSTRUCTED');
  await tell(3, decisionAnnulled());
  const late = await receipt(aReceipt(jobId, 6_984_000, { paidOn: '2022-09-21' }), after);
  expect(late).toMatchObject({ code: 'PAID_AFTER_ANNULMENT', rule: 'GOV-VOTE-10', retryable: false });
  expect(late.message).toContain('recorded on 2022-09-20; the receipt is of 2022-09-21');
  expect(await database().read.countBy(JournalEntryTable, { kind: 'MAINTENANCE_PAYMENT' })).toBe(0);
  expect(await factsIn(database())).toEqual([]);
  expect(await see(jobId)).toMatchObject({ state: 'INSTRUCTED', stop: { openFen: 7_200_000 } });

  expect(await receipt(aReceipt(jobId, 6_984_000, { paidOn: recordedOn }), after)).toMatchObject({
    state: 'PAID',
  });
  // It stays, and what was kept of it is stopped.
  expect(await see(jobId)).toMatchObject({
    state: 'PAID',
    paidFen: 6_984_000,
    receipt: { paidOn: recordedOn },
    stop: { openFen: 216_000 },
  });
});

test('[GOV-VOTE-10, MF-7] what the bank was told to pay is free again by its paper that it did not, and by no other', async () => {
  const jobId = await jobAt('INSTRUCTED');
  const paid = await jobAt('PAID', { measuredFen: 100_000 });
  const reason = '业主决定已被撤销';
  const bankPaper = { paperNumber: '止付〔2022〕3号', paperSha256: 'ef'.repeat(32) };
  expect(await giveBack({ jobId, reason, bankPaper })).toMatchObject({ code: 'BANK_TOLD', rule: 'MF-2' });
  await tell(3, decisionAnnulled());

  const refused = await giveBack({ jobId, reason });
  expect(refused).toMatchObject({ code: 'BANK_NOT_STOPPED', rule: 'GOV-VOTE-10', retryable: false });
  expect(refused.message).toContain('told on 2022-09-20 to pay 69840.00 yuan. Tell it at once not to pay');
  for (const [code, differing] of [
    ['PAPER_NUMBER_INVALID', { paperNumber: ' ' }],
    ['PAPER_HASH_INVALID', { paperSha256: 'ef' }],
    ['RECEIPT_BOOKED', { paperNumber: aReceipt(paid, 1).paperNumber }],
  ] as const)
    expect(await giveBack({ jobId, reason, bankPaper: { ...bankPaper, ...differing } })).toMatchObject({
      code,
    });
  expect(await see(jobId)).toMatchObject({ state: 'INSTRUCTED' });

  expect(await giveBack({ jobId, reason, bankPaper })).toMatchObject({
    state: 'WORKS_DONE',
    instructedFen: null,
  });
  expect(await see(jobId)).toMatchObject({
    warrant: { committedFen: 100_000 },
    stop: { openFen: 7_200_000 },
  });
  const [kept] = await database().read.findBy(AuditTable, { action: 'returnFundApplication' });
  expect(kept).toMatchObject({ subject: jobId, detail: { reason, bankPaper } });
  const funds = await database().read.findBy(LedgerAccountTable, { kind: 'UNIT_FUND' });
  // Of 100,000 fen 3,000 are kept until the warranty is over.
  expect(funds.reduce((sofar, { heldFen }) => sofar + heldFen, 0)).toBe(3_000);
  expect(await giveBack({ jobId: paid, reason, bankPaper })).toMatchObject({ code: 'WRONG_STATE' });
});

test('[GOV-VOTE-10, FUND-10] the retention is not released on an annulled decision, and is once that stands again', async () => {
  const jobId = await jobAt('PAID');
  await accept(anAcceptance(jobId));
  await tell(3, decisionAnnulled());
  const over = { now: '2027-09-16T02:00:00.000Z' } as const;
  const refused = { code: 'PAID_AFTER_ANNULMENT', rule: 'GOV-VOTE-10' };
  expect(await release(aRelease(jobId, 216_000), over)).toMatchObject(refused);
  expect(await see(jobId)).toMatchObject({ state: 'PAID', releasedFen: null, stop: { openFen: 216_000 } });

  await tell(4, annulmentWithdrawn());
  expect(await release(aRelease(jobId, 216_000), over)).toMatchObject({ releasedFen: 216_000 });
  expect(await see(jobId)).toMatchObject({
    releasedFen: 216_000,
    warrant: { effectiveAt: '2022-07-25T16:00:00.000Z', annulledOn: null },
    stop: null,
  });
});

test('[GOV-VOTE-10] nothing stands still of a job that was paid in full before, whatever became of its decision', async () => {
  const jobId = await jobAt('PAID');
  await accept(anAcceptance(jobId));
  await release(aRelease(jobId, 216_000), { now: '2027-09-16T02:00:00.000Z' });
  await tell(3, decisionAnnulled({ annulledAt: '2027-10-01T02:00:00.000Z', annulledOn: '2027-10-01' }));
  expect(await see(jobId)).toMatchObject({
    paidFen: 6_984_000,
    releasedFen: 216_000,
    warrant: { annulledOn: '2027-10-01' },
    stop: null,
  });
});
