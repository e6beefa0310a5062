import { AuditTable } from '@anju/runtime/audit';
import { deliver } from '@anju/runtime/testing/envelope';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import { decisionEffective, decisionSuspended } from '../../neighbours.builder';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { JournalEntryTable } from '../ledger/ledger.table';
import {
  aCommunityWithAFund,
  aMeasurement,
  aReceipt,
  jobSteps,
  september as now,
} from './maintenance-job.builder';
import { MaintenanceJobTable } from './maintenance-job.table';

const database = testDatabase(storage);
const { link, measure, apply, approve, instruct, receipt, collect, jobAt } = jobSteps(database);
const key = () => ({ idempotencyKey: uuidV7() });
const stateOf = async (id: string) =>
  (await database().read.findOneByOrFail(MaintenanceJobTable, { id: id as `mjb_${string}` })).state;

describe('the payment', () => {
  beforeEach(() => aCommunityWithAFund(database()));

  test('[MF-2] the bank is not told to pay before the department approved by a document', async () => {
    const jobId = await jobAt('APPLIED');

    expect(await instruct({ jobId, ...key() })).toMatchObject({ code: 'NOT_APPROVED', rule: 'MF-2' });
    for (const documentNumber of [' ', '9'.repeat(101)])
      expect(await approve({ jobId, documentNumber })).toMatchObject({
        code: 'DOCUMENT_NUMBER_INVALID',
        rule: 'MF-2',
      });
    expect(await stateOf(jobId)).toBe('APPLIED');
  });

  test('[GOV-VOTE-12] the department does not approve while the decision is suspended, to the moment', async () => {
    const jobId = await jobAt('APPLIED');
    const tell = (sequence: number, ...facts: Parameters<typeof deliver>[2]) =>
      deliver(database(), funding, facts, { now, sequence });
    await tell(3, decisionSuspended());
    const document = { jobId, documentNumber: '城建维〔2022〕9号' };
    const waits = { code: 'DECISION_NOT_EFFECTIVE', rule: 'GOV-VOTE-12', retryable: true };
    expect(await approve(document)).toMatchObject(waits);
    const effectiveAt = '2022-09-25T16:00:00.000Z';
    await tell(4, decisionEffective({ effectiveAt }));
    expect(await approve(document, { now: '2022-09-25T15:59:59.999Z' })).toMatchObject(waits);
    expect(await stateOf(jobId)).toBe('APPLIED');
    expect(await database().read.countBy(AuditTable, { action: 'approveFundPayment' })).toBe(0);

    expect(await approve(document, { now: effectiveAt })).toMatchObject({ state: 'APPROVED' });
  });

  test('[GOV-VOTE-12] the bank is told nothing while the decision is suspended; what it was told before stays', async () => {
    const jobId = await jobAt('APPROVED');
    const tell = (sequence: number, ...facts: Parameters<typeof deliver>[2]) =>
      deliver(database(), funding, facts, { now, sequence });
    await tell(3, decisionSuspended());
    expect(await instruct({ jobId, ...key() })).toMatchObject({
      code: 'DECISION_NOT_EFFECTIVE',
      rule: 'GOV-VOTE-12',
      retryable: true,
    });
    expect(await stateOf(jobId)).toBe('APPROVED');

    await tell(4, decisionEffective({ effectiveAt: now }));
    const { instructedFen } = await instruct({ jobId, ...key() });
    await tell(5, decisionSuspended());
    expect(await receipt(aReceipt(jobId, instructedFen))).toMatchObject({ state: 'PAID' });
  });

  test('[MF-2] a receipt over another sum, of another day or without its paper is not booked', async () => {
    const jobId = await jobAt('INSTRUCTED');

    for (const [code, amountFen, differing] of [
      ['AMOUNT_DIFFERS', 6_983_999, {}],
      ['AMOUNT_DIFFERS', 6_984_001, {}],
      ['AMOUNT_DIFFERS', -6_984_000, {}],
      ['DATE_IN_FUTURE', 6_984_000, { paidOn: '2022-09-21' }],
      ['PAID_BEFORE_INSTRUCTION', 6_984_000, { paidOn: '2022-09-19' }],
      ['PAPER_NUMBER_INVALID', 6_984_000, { paperNumber: ' ' }],
      ['PAPER_HASH_INVALID', 6_984_000, { paperSha256: '' }],
      ['IDEMPOTENCY_KEY_INVALID', 6_984_000, { idempotencyKey: 'abc' }],
    ] as const)
      expect(await receipt(aReceipt(jobId, amountFen, differing as never))).toMatchObject({ code });
    expect(await stateOf(jobId)).toBe('INSTRUCTED');
    expect(await database().read.countBy(JournalEntryTable, { kind: 'MAINTENANCE_PAYMENT' })).toBe(0);
    expect(await factsIn(database())).toEqual([]);
  });

  test('[MF-2] nothing is measured again once the money was applied for', async () => {
    const jobId = await jobAt('APPLIED');
    expect(await measure(aMeasurement(jobId, { measuredFen: 1 }))).toMatchObject({
      code: 'WRONG_STATE',
      rule: 'MF-2',
      message: expect.stringMatching(
        /^The job is “applied for”, and this step is not taken from there. Next: the department approves/,
      ),
    });
  });

  test('[MF-2] no step is taken twice, nor back', async () => {
    const jobId = await jobAt('PAID');

    for (const refused of [
      await link({ jobId, decisionId: 'dec_1' }),
      await measure(aMeasurement(jobId)),
      await apply({ jobId, ...key() }),
      await approve({ jobId, documentNumber: '9' }),
      await instruct({ jobId, ...key() }),
      await receipt(aReceipt(jobId, 6_984_000)),
    ])
      expect(refused).toMatchObject({
        code: 'WRONG_STATE',
        rule: 'MF-2',
        message: expect.stringContaining('is “paid”'),
      });
  });

  test('unknown jobs are refused at every step', async () => {
    for (const jobId of ['mjb_404', 'com_1', '屋面'])
      for (const refused of [
        await link({ jobId, decisionId: 'dec_1' }),
        await measure(aMeasurement(jobId)),
        await apply({ jobId, ...key() }),
        await approve({ jobId, documentNumber: '9' }),
        await instruct({ jobId, ...key() }),
        await receipt(aReceipt(jobId, 1)),
        await collect({ ...aReceipt(jobId, 1), unitId: 'unt_2_1' }),
      ])
        expect(refused).toMatchObject({ code: 'JOB_NOT_FOUND', rule: null, retryable: false });
  });
});
