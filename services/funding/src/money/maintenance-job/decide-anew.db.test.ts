import { AuditTable } from '@anju/runtime/audit';
import { deliver } from '@anju/runtime/testing/envelope';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { transaction } from '@anju/runtime/transaction';
import { committee, countyBureau } from '../../callers.builder';
import { KeepSinceWhenAJobIsCovered0029001700000000029 } from '../../migrations/0029-keep-since-when-a-job-is-covered';
import {
  buildingRecorded,
  decisionAdopted,
  decisionEffective,
  decisionRejected,
  payWarrant,
  turnoutOf,
} from '../../neighbours.builder';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { WarrantTable } from '../warrant/warrant.table';
import { aCommunityWithAFund, aMeasurement, aReceipt, jobSteps, september } from './maintenance-job.builder';
import { findJobs } from './maintenance-job.table';

const database = testDatabase(storage);
const { apply, approve, giveBack, instruct, jobAt, link, measure, receipt } = jobSteps(database);
const tell = (...facts: Parameters<typeof deliver>[2]) =>
  deliver(database(), funding, facts, { now: september });
const committed = async () =>
  Object.fromEntries(
    (await database().read.find(WarrantTable)).map(({ decisionId, committedFen }) => [
      decisionId,
      committedFen,
    ]),
  );
const decisionOf = async (jobId: string) => (await findJobs(database().read, [jobId]))[0]!.decisionId;

/** The owners decided on the roof a second time, two days before it is applied for. */
const decidedAnew = (
  decisionId: `dec_${string}`,
  differing: Partial<Parameters<typeof decisionAdopted>[0]> = {},
) => decisionAdopted({ decisionId, decidedAt: '2022-09-18T02:00:00.000Z', ...differing });
const ceilingOf = (ceilingFen: number) => ({ warrants: payWarrant({ ceilingFen }) });

test('[FUND-8, OVR-2] what was measured beyond the ceiling is paid once the owners allowed as much, to the fen', async () => {
  await aCommunityWithAFund(database(), { balances: () => '5000.00' });
  const jobId = await jobAt('WORKS_DONE', { measuredFen: 10_000_001 });
  await tell(decidedAnew('dec_2', ceilingOf(10_000_000)), decisionEffective({ decisionId: 'dec_2' }));
  await tell(decidedAnew('dec_3', ceilingOf(10_000_001)));
  const refused = await apply({ jobId });
  expect(refused).toMatchObject({ code: 'BEYOND_CEILING', rule: 'FUND-8' });
  expect(refused.message).toContain('link what they adopt in place of this decision (linkDecision)');

  const linked = { state: 'WORKS_DONE', costFen: 10_000_001, decision: { id: 'dec_2' } };
  expect(await link({ jobId, decisionId: 'dec_2' })).toMatchObject(linked);
  expect(await apply({ jobId })).toMatchObject({ code: 'BEYOND_CEILING' });
  expect(await link({ jobId, decisionId: 'dec_3' }, { caller: countyBureau })).toMatchObject({
    ...linked,
    decision: { id: 'dec_3' },
  });
  // The objection window of the first is over, and of this one it is not.
  expect(await apply({ jobId })).toMatchObject({ code: 'DECISION_NOT_EFFECTIVE', rule: 'GOV-VOTE-12' });
  await deliver(database(), funding, [decisionEffective({ decisionId: 'dec_3' })], {
    now: september,
    sequence: 2,
  });
  expect(await apply({ jobId })).toMatchObject({ state: 'APPLIED' });
  expect(await committed()).toEqual({ dec_1: 0, dec_2: 0, dec_3: 10_000_001 });

  await approve({ jobId, documentNumber: '9' });
  const { instructedFen } = await instruct({ jobId });
  expect(await receipt(aReceipt(jobId, instructedFen))).toMatchObject({ state: 'PAID' });
  const trail = await database().read.find(AuditTable, {
    where: { action: 'linkDecision', subject: jobId },
    order: { id: 'ASC' },
  });
  expect(trail.map(({ detail }) => detail)).toEqual([
    { decisionId: 'dec_1' },
    { decisionId: 'dec_2', instead: 'dec_1' },
    { decisionId: 'dec_3', instead: 'dec_2' },
  ]);
});

test('[MF-2] works are measured on the day of the first decision on them or later, whichever stands now', async () => {
  await aCommunityWithAFund(database());
  const jobId = await jobAt('DECIDED');
  await tell(decidedAnew('dec_2'));
  expect(await link({ jobId, decisionId: 'dec_2' })).toMatchObject({ state: 'DECIDED' });

  expect(await measure(aMeasurement(jobId, { signedOn: '2022-07-15' }))).toMatchObject({
    code: 'MEASURED_BEFORE_DECISION',
    rule: 'MF-2',
    message: expect.stringContaining('before the owners decided on these works on 2022-07-16'),
  });
  expect(await measure(aMeasurement(jobId, { signedOn: '2022-07-16' }))).toMatchObject({
    state: 'WORKS_DONE',
    decision: { id: 'dec_2' },
  });
});

test('[MF-2] where a wrong decision was linked the right one takes its place, the earlier one too', async () => {
  await aCommunityWithAFund(database());
  await tell(decidedAnew('dec_2'));
  const jobId = await jobAt('DECIDED', { decisionId: 'dec_2' });
  const sheet = aMeasurement(jobId, { signedOn: '2022-09-17' });
  expect(await measure(sheet)).toMatchObject({
    code: 'MEASURED_BEFORE_DECISION',
    message: expect.stringMatching(/recordMeasurement.*withdrawMaintenanceJob/),
  });

  expect(await link({ jobId, decisionId: 'dec_1' })).toMatchObject({ decision: { id: 'dec_1' } });
  expect(await measure(sheet)).toMatchObject({ state: 'WORKS_DONE' });
  expect(await link({ jobId, decisionId: 'dec_2' })).toMatchObject({ decision: { id: 'dec_2' } });
  expect(await measure(sheet)).toMatchObject({ state: 'WORKS_DONE', decision: { id: 'dec_2' } });
});

test.each([
  ['by itself keeps its own', true],
  ['by that alone has none', false],
])(
  '[MF-2] an invented decision that was linked by mistake leaves no mark once it is replaced: a job that is invented %s',
  async (_, own) => {
    await aCommunityWithAFund(database(), { synthetic: false });
    await tell(decidedAnew('dec_2', { synthetic: true }));
    const isInvented = async () => (await findJobs(database().read, [jobId]))[0]!.synthetic;

    const jobId = await jobAt('DECIDED', { decisionId: 'dec_2', job: { synthetic: own } });
    expect(await isInvented()).toBe(true);
    await link({ jobId, decisionId: 'dec_1' });
    expect(await isInvented()).toBe(own);
    await link({ jobId, decisionId: 'dec_2' });
    expect(await isInvented()).toBe(true);
  },
);

describe('[MF-2] works that were done before the owners decided on them', () => {
  const inAugust = { signedOn: '2022-08-01' } as const;
  const before = { code: 'MEASURED_BEFORE_DECISION', rule: 'MF-2' };
  const since = async (jobId: string) => (await findJobs(database().read, [jobId]))[0]!.coveredSince;

  beforeEach(async () => {
    await aCommunityWithAFund(database());
    await tell(decidedAnew('dec_2'));
  });

  test('are not paid by way of an older decision whose money another job has', async () => {
    const paid = await jobAt('PAID');
    const jobId = await jobAt('DECIDED');
    expect(await link({ jobId, decisionId: 'dec_2' })).toMatchObject({ decision: { id: 'dec_2' } });

    const refused = await measure(aMeasurement(jobId, inAugust));
    expect(refused).toMatchObject(before);
    expect(refused.message).toContain('before the owners decided on these works on 2022-09-18');
    expect(refused.message).not.toContain('linkDecision');
    // Neither where that comes back, the sheet is entered, and it goes.
    await link({ jobId, decisionId: 'dec_1' });
    expect(await measure(aMeasurement(jobId, inAugust))).toMatchObject({ state: 'WORKS_DONE' });
    expect(await link({ jobId, decisionId: 'dec_2' })).toMatchObject(before);
    expect([await decisionOf(jobId), await since(jobId)]).toEqual(['dec_1', '2022-07-16T01:00:00.000Z']);
    expect(await measure(aMeasurement(jobId, { signedOn: '2022-09-18' }))).toMatchObject({
      state: 'WORKS_DONE',
    });
    expect(await link({ jobId, decisionId: 'dec_2' })).toMatchObject({ decision: { id: 'dec_2' } });
    expect(await since(jobId)).toBe('2022-09-18T02:00:00.000Z');
    expect(await decisionOf(paid)).toBe('dec_1');
  });

  test('are told by what another job has, be it a fen, and not by what it gave back', async () => {
    const other = await jobAt('WORKS_DONE', { measuredFen: 2_400 });
    const jobId = await jobAt('WORKS_DONE');
    await measure(aMeasurement(jobId, inAugust));
    await apply({ jobId: other });
    expect(await link({ jobId, decisionId: 'dec_2' })).toMatchObject(before);
    await giveBack({ jobId: other, reason: '不再需要' });
    expect(await link({ jobId, decisionId: 'dec_2' })).toMatchObject({ decision: { id: 'dec_2' } });
    expect(await since(jobId)).toBe('2022-07-16T01:00:00.000Z');
  });

  test('are not paid either where the other job applies between the link and the application', async () => {
    await deliver(database(), funding, [decisionEffective({ decisionId: 'dec_2' })], {
      now: september,
      sequence: 2,
    });
    const other = await jobAt('WORKS_DONE', { measuredFen: 2_400 });
    const jobId = await jobAt('WORKS_DONE', { measuredFen: 4_800 });
    await measure(aMeasurement(jobId, { ...inAugust, measuredFen: 4_800 }));
    expect(await link({ jobId, decisionId: 'dec_2' })).toMatchObject({ decision: { id: 'dec_2' } });

    await apply({ jobId: other });
    expect(await apply({ jobId })).toMatchObject(before);
    await giveBack({ jobId: other, reason: '不再需要' });
    expect(await apply({ jobId })).toMatchObject({ state: 'APPLIED' });
    expect(await apply({ jobId: other })).toMatchObject({
      code: 'DECISION_TAKEN_OVER',
      rule: 'MF-2',
      message: expect.stringContaining(jobId),
    });
    await giveBack({ jobId, reason: '不再需要' });
    expect(await apply({ jobId: other })).toMatchObject({ state: 'APPLIED' });
    expect(await committed()).toEqual({ dec_1: 2_400, dec_2: 0 });
  });

  test('are applied for by one of two that both lean on the old decision, whichever took its place', async () => {
    await deliver(database(), funding, [decisionEffective({ decisionId: 'dec_2' })], {
      now: september,
      sequence: 2,
    });
    await tell(decidedAnew('dec_3'), decisionEffective({ decisionId: 'dec_3' }));
    const one = await jobAt('WORKS_DONE', { measuredFen: 2_400 });
    const other = await jobAt('WORKS_DONE', { measuredFen: 4_800 });
    await measure(aMeasurement(one, { ...inAugust, measuredFen: 2_400 }));
    await measure(aMeasurement(other, { ...inAugust, measuredFen: 4_800 }));
    await link({ jobId: one, decisionId: 'dec_2' });
    expect(await apply({ jobId: one })).toMatchObject({ state: 'APPLIED' });
    const taken = { code: 'DECISION_TAKEN_OVER', rule: 'MF-2' };
    for (const decisionId of ['dec_2', 'dec_3'] as const) {
      await link({ jobId: other, decisionId });
      expect(await apply({ jobId: other })).toMatchObject(taken);
    }
    await giveBack({ jobId: one, reason: '不再需要' });
    const answers = await Promise.all([apply({ jobId: one }), apply({ jobId: other })]);
    expect(answers.filter(({ state }) => state === 'APPLIED')).toHaveLength(1);
  });

  test('are applied for by one of two jobs at once, under the old decision or by way of it', async () => {
    await deliver(database(), funding, [decisionEffective({ decisionId: 'dec_2' })], {
      now: september,
      sequence: 2,
    });
    const other = await jobAt('WORKS_DONE', { measuredFen: 2_400 });
    const jobId = await jobAt('WORKS_DONE', { measuredFen: 4_800 });
    await measure(aMeasurement(jobId, { ...inAugust, measuredFen: 4_800 }));
    await link({ jobId, decisionId: 'dec_2' });

    const answers = await Promise.all([apply({ jobId }), apply({ jobId: other })]);
    expect(answers.filter(({ state }) => state === 'APPLIED')).toHaveLength(1);
  });

  test('are told also where the other job applies at once', async () => {
    const other = await jobAt('WORKS_DONE');
    const jobId = await jobAt('DECIDED');
    asOnTwoNodes(database(), 'warrant');

    await Promise.all([apply({ jobId: other }), link({ jobId, decisionId: 'dec_2' })]);

    const rows = await database().read.findBy(WarrantTable, { decisionId: 'dec_1' });
    expect(rows).toMatchObject([{ committedFen: 7_200_000, version: 3 }]);
  });
});

test.each<[string, `bld_${string}`[]]>([
  ['one building', ['bld_2']],
  ['the whole zone', []],
])(
  '[MF-2] works of %s that were done under an earlier decision are paid once, under it or by way of it',
  async (_, buildingIds) => {
    await aCommunityWithAFund(database());
    const warrants = { warrants: payWarrant({ buildingIds }) };
    await tell(
      decisionAdopted({ decisionId: 'dec_old', ...warrants }),
      decisionEffective({ decisionId: 'dec_old' }),
    );
    await tell(decidedAnew('dec_2', warrants), decisionEffective({ decisionId: 'dec_2' }));
    const underTheOld = async () => {
      const job = { decisionId: 'dec_old', job: { buildingIds } } as const;
      const jobId = await jobAt('WORKS_DONE', { measuredFen: 1_000_000, ...job });
      await measure(aMeasurement(jobId, { signedOn: '2022-08-01', measuredFen: 1_000_000 }));
      return jobId;
    };
    const [one, other] = [await underTheOld(), await underTheOld()];
    await link({ jobId: one, decisionId: 'dec_2' });

    expect(await apply({ jobId: one })).toMatchObject({ state: 'APPLIED' });
    expect(await apply({ jobId: other })).toMatchObject({ code: 'DECISION_TAKEN_OVER' });
    await link({ jobId: other, decisionId: 'dec_2' });
    expect(await apply({ jobId: other })).toMatchObject({ code: 'DECISION_TAKEN_OVER' });
  },
);

test('[RES-1] a home that was struck after the vote is missed until those who are left decided', async () => {
  await aCommunityWithAFund(database());
  const jobId = await jobAt('WORKS_DONE');
  await deliver(database(), funding, [buildingRecorded('2', 23)], { now: september, sequence: 2 });
  const refused = await apply({ jobId });
  expect(refused).toMatchObject({ code: 'HOMES_MISSING', rule: 'RES-1' });
  expect(refused.message).toContain('link that decision in place of this one (linkDecision)');

  const of = (decisionId: `dec_${string}`, areaDm2: number) => [
    decidedAnew(decisionId, { turnout: turnoutOf(23, areaDm2) }),
    decisionEffective({ decisionId }),
  ];
  await tell(...of('dec_2', 23 * 6500 + 1));
  await tell(...of('dec_3', 23 * 6500));
  await link({ jobId, decisionId: 'dec_2' });
  expect(await apply({ jobId })).toMatchObject({ code: 'HOMES_MISSING' });
  await link({ jobId, decisionId: 'dec_3' });
  expect(await apply({ jobId })).toMatchObject({ state: 'APPLIED' });
});

test('[MF-2, FUND-8] another decision is taken until the money is applied for, and again once that is given back', async () => {
  await aCommunityWithAFund(database());
  await tell(decidedAnew('dec_2'), decisionEffective({ decisionId: 'dec_2' }));
  for (const state of ['APPLIED', 'APPROVED'] as const) {
    const jobId = await jobAt(state);
    const refused = await link({ jobId, decisionId: 'dec_2' });
    expect(refused).toMatchObject({ code: 'WRONG_STATE', rule: 'MF-2' });
    expect(refused.message).toContain('give the application back first (returnFundApplication)');
    const caller = { ...committee, language: 'zh' as const };
    expect((await link({ jobId, decisionId: 'dec_2' }, { caller })).message).toContain(
      '请先由主管部门退回申请（returnFundApplication）',
    );
    expect(await committed()).toEqual({ dec_1: 7_200_000, dec_2: 0 });

    expect(await giveBack({ jobId, reason: '改按新的决定' })).toMatchObject({ state: 'WORKS_DONE' });
    expect(await committed()).toEqual({ dec_1: 0, dec_2: 0 });
    expect(await link({ jobId, decisionId: 'dec_2' })).toMatchObject({ state: 'WORKS_DONE' });
    expect(await apply({ jobId })).toMatchObject({ state: 'APPLIED' });
    expect(await committed()).toEqual({ dec_1: 0, dec_2: 7_200_000 });
    await giveBack({ jobId, reason: '下一项' });
  }
  const told = await jobAt('INSTRUCTED');
  const refused = await link({ jobId: told, decisionId: 'dec_2' });
  expect(refused).toMatchObject({ code: 'WRONG_STATE' });
  expect(refused.message).not.toContain('returnFundApplication');
  expect(await decisionOf(told)).toBe('dec_1');
});

test('[MF-2, FUND-8] in the place of a decision comes one on the same works of the same homes, and not itself', async () => {
  await aCommunityWithAFund(database());
  const jobId = await jobAt('WORKS_DONE');
  await tell(decidedAnew('dec_2', { warrants: payWarrant({ contentCodes: ['WALL_REPAIR'] }) }));
  await tell(decidedAnew('dec_3', { warrants: payWarrant({ buildingIds: [] }) }));
  await tell(decisionRejected({ decisionId: 'dec_4' }));

  for (const [decisionId, code] of [
    ['dec_2', 'CONTENT_NOT_IN_QUESTION'],
    ['dec_3', 'CHARGING_SCOPE_DIFFERS'],
    ['dec_4', 'DECISION_REJECTED'],
    ['dec_404', 'DECISION_NOT_FOUND'],
  ])
    expect(await link({ jobId, decisionId: decisionId! })).toMatchObject({ code });
  expect(await link({ jobId, decisionId: 'dec_1' })).toEqual({
    code: 'DECISION_LINKED',
    rule: 'MF-2',
    retryable: false,
    message:
      'The job rests on decision dec_1 already. To put another in its place, give the id of that. Next: apply for the money (applyForFundPayment).',
  });
  const caller = { ...committee, language: 'zh' as const };
  expect((await link({ jobId, decisionId: 'dec_1' }, { caller })).message).toBe(
    '本项目已关联决定 dec_1。要换成另一个决定的，请填写那个决定的编号；否则请办理下一步：申请用款（applyForFundPayment）。',
  );
  expect(await decisionOf(jobId)).toBe('dec_1');
  expect(await database().read.countBy(AuditTable, { action: 'linkDecision' })).toBe(1);
});

test('[FUND-8] what is applied for is taken off the decision that stands, also where another comes at once', async () => {
  await aCommunityWithAFund(database());
  await tell(decidedAnew('dec_2'), decisionEffective({ decisionId: 'dec_2' }));
  const jobId = await jobAt('WORKS_DONE');
  asOnTwoNodes(database(), 'maintenance_job');

  const [applied, linked] = await Promise.all([apply({ jobId }), link({ jobId, decisionId: 'dec_2' })]);

  expect(applied).toMatchObject({ state: 'APPLIED' });
  const stands = (await decisionOf(jobId))!;
  expect(stands).toBe(linked.code ? 'dec_1' : 'dec_2');
  expect(await committed()).toEqual({ dec_1: 0, dec_2: 0, [stands]: 7_200_000 });
});

test('[MF-2] a job from before is covered since its one decision', async () => {
  // SQLite builds its tables once and has nothing from before.
  if (database().kind === 'sqlite') return;
  await aCommunityWithAFund(database());
  const jobs = [await jobAt('PROPOSED'), await jobAt('DECIDED')];
  const migration = new KeepSinceWhenAJobIsCovered0029001700000000029();
  await transaction(database(), async (tx) => {
    const runner = { query: (sql: string) => tx.query(sql) } as never;
    await migration.down(runner);
    await migration.up(runner);
  });

  const since = (await findJobs(database().read, jobs)).map(({ id, coveredSince }) => [id, coveredSince]);
  expect(Object.fromEntries(since)).toEqual({ [jobs[0]!]: null, [jobs[1]!]: '2022-07-16T01:00:00.000Z' });
});
