import { AuditTable } from '@anju/runtime/audit';
import { execute } from '@anju/runtime/testing/execute';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { TimerTable } from '@anju/runtime/timer.table';
import { uuidV7 } from '@anju/values/id';
import { anybody, committee, company, countyBureau } from '../../callers.builder';
import { schema } from '../../schema';
import { storage } from '../../storage';
import { WarrantTable } from '../warrant/warrant.table';
import {
  aCommunityWithAFund,
  aMeasurement,
  anAcceptance,
  aReceipt,
  aReversal,
  jobSteps,
  september,
} from './maintenance-job.builder';

const database = testDatabase(storage);
const steps = jobSteps(database);
const { accept, apply, approve, giveBack, jobAt, link, measure, receipt, reverse, withdraw } = steps;
const reason = '提错了楼栋';
const read = async (jobId: string) => {
  const source = `{ maintenanceJob(id: "${jobId}") { state withdrawal { reason withdrawnAt } } }`;
  const { data } = await execute(schema, source, { db: database(), now: september, caller: anybody });
  return data.maintenanceJob;
};
const withdrawn = { state: 'WITHDRAWN', withdrawal: { reason, withdrawnAt: september } };
const committed = async () => (await database().read.find(WarrantTable))[0]!.committedFen;

beforeEach(() => aCommunityWithAFund(database()));

test.each(['PROPOSED', 'DECIDED', 'WORKS_DONE'] as const)(
  '[MF-2, OVR-2] a job is withdrawn from %s, once, and stays to be read with its reason',
  async (state) => {
    const jobId = await jobAt(state);
    const request = { jobId, reason: ` ${reason} `, idempotencyKey: uuidV7() };

    const first = await withdraw(request);
    expect(first).toMatchObject({ id: jobId, state: 'WITHDRAWN' });
    expect(await withdraw(request)).toEqual(first);
    expect(await read(jobId)).toEqual(withdrawn);
    expect(await database().read.findBy(AuditTable, { action: 'withdrawMaintenanceJob' })).toMatchObject([
      { subject: jobId, detail: { reason, instead: { state } } },
    ]);
  },
);

test('[FUND-8, FUND-10, MF-1] its sheet, acceptance and decision are free for another job, which applies', async () => {
  const wrong = await jobAt('WORKS_DONE', { measuredFen: 10_000_000 });
  const right = await jobAt('DECIDED');
  await accept(anAcceptance(wrong));
  const papers = [aMeasurement(wrong, { jobId: right }), anAcceptance(wrong, { jobId: right })] as const;
  expect(await measure(papers[0])).toMatchObject({ code: 'SHEET_OF_ANOTHER_JOB' });
  expect(await database().read.countBy(TimerTable, { subject: wrong, state: 'WAITING' })).toBe(1);

  await withdraw({ jobId: wrong, reason });
  expect(await database().read.countBy(TimerTable, { subject: wrong, state: 'WAITING' })).toBe(0);
  // Nor is what it accepted on record.
  await jobAt('PROPOSED');
  expect(await measure(papers[0])).toMatchObject({ state: 'WORKS_DONE' });
  expect(await accept(papers[1])).toMatchObject({ state: 'WORKS_DONE' });
  expect(await apply({ jobId: right })).toMatchObject({ state: 'APPLIED' });
});

test('[MF-2] no step is taken of a job that is withdrawn, and each says so in both languages', async () => {
  const jobId = await jobAt('WORKS_DONE');
  await withdraw({ jobId, reason });

  for (const refused of [
    await withdraw({ jobId, reason }),
    await link({ jobId, decisionId: 'dec_1' }),
    await measure(aMeasurement(jobId)),
    await accept(anAcceptance(jobId)),
    await apply({ jobId }),
    await approve({ jobId, documentNumber: '9' }),
    await steps.instruct({ jobId }),
    await giveBack({ jobId, reason }),
    await receipt(aReceipt(jobId, 1)),
    await steps.collect({ ...aReceipt(jobId, 1), unitId: 'unt_2_1' }),
    await steps.release(aReceipt(jobId, 1)),
    await reverse(aReversal(jobId, '1')),
  ])
    expect(refused).toMatchObject({
      code: 'JOB_WITHDRAWN',
      rule: 'MF-2',
      message: expect.stringMatching(
        /^The job was withdrawn on 2022-09-20 \(提错了楼栋\).*\(proposeMaintenanceJob\)/,
      ),
    });
  const caller = { ...committee, language: 'zh' as const };
  expect((await apply({ jobId }, { caller })).message).toMatch(/^维修项目已于 2022-09-20 撤回（提错了楼栋）/);
  expect(await read(jobId)).toEqual(withdrawn);
});

test('[MF-2] what was applied for is given back first; a payment is not withdrawn, nor without a reason, nor by others', async () => {
  const jobId = await jobAt('APPLIED');
  const refused = await withdraw({ jobId, reason });
  expect(refused).toMatchObject({ code: 'WRONG_STATE', rule: 'MF-2' });
  expect(refused.message).toContain('give the application back first (returnFundApplication)');
  await giveBack({ jobId, reason });
  for (const bad of ['', ' ', '一\n二', '长'.repeat(501)])
    expect(await withdraw({ jobId, reason: bad })).toMatchObject({ code: 'REASON_INVALID' });
  const elsewhere = { caller: { ...committee, communities: new Set(['com_2']) } };
  expect(await withdraw({ jobId, reason }, elsewhere)).toMatchObject({ code: 'NOT_IN_SCOPE' });
  expect(await withdraw({ jobId, reason }, { caller: company })).toMatchObject({
    code: 'COMPANY_NOT_CONTRACTED',
  });
  expect((await withdraw({ jobId, reason }, { caller: countyBureau })).errors).toMatchObject([
    { extensions: { code: 'FORBIDDEN' } },
  ]);
  expect(await read(jobId)).toEqual({ state: 'WORKS_DONE', withdrawal: null });
  expect(await withdraw({ jobId, reason: '长'.repeat(500) })).toMatchObject({ state: 'WITHDRAWN' });
  expect(await committed()).toBe(0);
  expect(await withdraw({ jobId: 'mjb_404', reason })).toMatchObject({ code: 'JOB_NOT_FOUND' });

  const paid = await jobAt('PAID');
  const kept = await withdraw({ jobId: paid, reason });
  expect(kept).toMatchObject({ code: 'WRONG_STATE' });
  expect(kept.message).not.toContain('returnFundApplication');
  expect(await read(paid)).toEqual({ state: 'PAID', withdrawal: null });
});

test('[MF-2, FUND-8] of applying and withdrawing at once one happens', async () => {
  const jobId = await jobAt('WORKS_DONE');
  asOnTwoNodes(database(), 'maintenance_job');

  const results = await Promise.all([apply({ jobId }), withdraw({ jobId, reason })]);

  const { state } = await read(jobId);
  expect(results.map((result) => result.state ?? result.code)).toEqual(
    state === 'APPLIED' ? ['APPLIED', 'WRONG_STATE'] : ['JOB_WITHDRAWN', 'WITHDRAWN'],
  );
  expect(await committed()).toBe(state === 'APPLIED' ? 7_200_000 : 0);
});
