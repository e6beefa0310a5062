import { AuditTable } from '@anju/runtime/audit';
import { deliver } from '@anju/runtime/testing/envelope';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { transaction } from '@anju/runtime/transaction';
import { committee, countyBureau } from '../../callers.builder';
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
import {
  aCommunityWithAFund,
  aMeasurement,
  anAcceptance,
  aReceipt,
  jobSteps,
  september,
} from './maintenance-job.builder';
import { findJobs, MaintenanceJobTable } from './maintenance-job.table';

const database = testDatabase(storage);
const { accept, apply, approve, giveBack, instruct, jobAt, link, measure, receipt, withdraw } =
  jobSteps(database);
const tell = (...facts: Parameters<typeof deliver>[2]) =>
  deliver(database(), funding, facts, { now: september });
const committed = async () =>
  Object.fromEntries(
    (await database().read.find(WarrantTable)).map(({ decisionId, committedFen }) => [
      decisionId,
      committedFen,
    ]),
  );
const jobOf = async (jobId: string) => (await findJobs(database().read, [jobId]))[0]!;
const decisionOf = async (jobId: string) => (await jobOf(jobId)).decisionId;

/** The owners decided on the roof a second time, two days before it is applied for. */
const decidedAnew = (
  decisionId: `dec_${string}`,
  differing: Partial<Parameters<typeof decisionAdopted>[0]> = {},
) => decisionAdopted({ decisionId, decidedAt: '2022-09-18T02:00:00.000Z', ...differing });
/** On the day on which `aMeasurement` was signed. */
const onThatDay = { decidedAt: '2022-09-12T15:59:59.999Z' } as const;
const ceilingOf = (ceilingFen: number) => ({ warrants: payWarrant({ ceilingFen }) });

test('[FUND-8, OVR-2] what was measured beyond the ceiling is paid once the owners allowed as much, to the fen', async () => {
  await aCommunityWithAFund(database(), { balances: () => '5000.00' });
  const jobId = await jobAt('WORKS_DONE', { measuredFen: 10_000_001 });
  await tell(decidedAnew('dec_2', ceilingOf(10_000_000)), decisionEffective({ decisionId: 'dec_2' }));
  await tell(decidedAnew('dec_3', ceilingOf(10_000_001)));
  const refused = await apply({ jobId });
  expect(refused).toMatchObject({ code: 'BEYOND_CEILING', rule: 'FUND-8' });
  expect(refused.message).toMatch(
    /higher ceiling.*\(recordMeasurement\), link the decision.*\(linkDecision\)/,
  );
  // The works went on under it, and the supervisor signs for the whole of them.
  const whole = { measuredFen: 10_000_001, signedOn: '2022-09-18' } as const;
  expect(await measure(aMeasurement(jobId, whole))).toMatchObject({ decision: { id: 'dec_1' } });

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

test('[FUND-8] what is above the ceiling the fund does not pay, and a sheet within it is paid, to the fen', async () => {
  await aCommunityWithAFund(database());
  await jobAt('APPLIED', { measuredFen: 7_600_000 });
  const jobId = await jobAt('WORKS_DONE', { measuredFen: 7_200_000 });
  expect((await apply({ jobId })).message).toContain(
    'Enter a sheet by which the supervisor signs for 24000.00 yuan or less (recordMeasurement)',
  );
  await measure(aMeasurement(jobId, { measuredFen: 2_400_001 }));
  expect(await apply({ jobId })).toMatchObject({ code: 'BEYOND_CEILING' });
  // Settled after the works were accepted, as it mostly is.
  await accept(anAcceptance(jobId, { acceptedOn: '2022-09-15' }));
  await measure(aMeasurement(jobId, { measuredFen: 2_400_000, signedOn: '2022-09-16' }));
  expect(await apply({ jobId })).toMatchObject({ state: 'APPLIED' });
  expect(await committed()).toEqual({ dec_1: 10_000_000 });
});

test('[FUND-8] where not a fen of the ceiling is left no smaller sheet is asked for', async () => {
  await aCommunityWithAFund(database());
  await jobAt('APPLIED', { measuredFen: 10_000_000 });
  const jobId = await jobAt('WORKS_DONE', { measuredFen: 1 });
  expect((await apply({ jobId })).message).toContain(
    '0.01 too much: the fund does not pay what is above. Ask the owners for a higher ceiling',
  );
  const chinese = await apply({ jobId }, { caller: { ...committee, language: 'zh' } });
  expect(chinese.message).toContain('维修资金不支付。请由业主按新的上限重新表决');
});

describe('[MF-2] what was measured before the decision that a job stands under is not paid by it', () => {
  const before = { code: 'MEASURED_BEFORE_DECISION', rule: 'MF-2', retryable: false };
  const dayBefore = { signedOn: '2022-09-17' } as const;
  const thatDay = { signedOn: '2022-09-18' } as const;

  beforeEach(async () => {
    await aCommunityWithAFund(database());
    await tell(decidedAnew('dec_2'), decisionEffective({ decisionId: 'dec_2' }));
  });

  test('nor is it linked: a sheet of the whole works is entered first that was signed on its day or later', async () => {
    const jobId = await jobAt('WORKS_DONE');
    await measure(aMeasurement(jobId, dayBefore));
    const stood = await jobOf(jobId);
    const refused = await link({ jobId, decisionId: 'dec_2' });
    expect(refused).toMatchObject(before);
    expect(refused.message).toMatch(
      /on 2022-09-17, before the decision that the owners took on 2022-09-18.*\(recordMeasurement\), and link/,
    );
    expect(await jobOf(jobId)).toEqual(stood);
    expect(await database().read.countBy(AuditTable, { action: 'linkDecision' })).toBe(1);

    expect(await measure(aMeasurement(jobId, thatDay))).toMatchObject({ decision: { id: 'dec_1' } });
    expect(await link({ jobId, decisionId: 'dec_2' })).toMatchObject({ decision: { id: 'dec_2' } });
    expect((await jobOf(jobId)).decidedAt).toBe('2022-09-18T02:00:00.000Z');
    expect(await measure(aMeasurement(jobId, dayBefore))).toMatchObject(before);
    expect(await apply({ jobId })).toMatchObject({ state: 'APPLIED' });
    expect(await committed()).toEqual({ dec_1: 0, dec_2: 7_200_000 });
  });

  test('nor is it entered: where a later decision was linked by mistake the earlier one takes its place', async () => {
    const jobId = await jobAt('DECIDED', { decisionId: 'dec_2' });
    const refused = await measure(aMeasurement(jobId, dayBefore));
    expect(refused).toMatchObject(before);
    expect(refused.message).toMatch(
      /keep or link that decision \(linkDecision\).*\(withdrawMaintenanceJob\)/,
    );
    expect((await jobOf(jobId)).state).toBe('DECIDED');

    expect(await link({ jobId, decisionId: 'dec_1' })).toMatchObject({ decision: { id: 'dec_1' } });
    expect(await measure(aMeasurement(jobId, dayBefore))).toMatchObject({ state: 'WORKS_DONE' });
    // Neither does it go back then, and the earlier decision is kept.
    expect(await link({ jobId, decisionId: 'dec_2' })).toMatchObject(before);
    expect(await apply({ jobId })).toMatchObject({ state: 'APPLIED' });
    expect(await committed()).toEqual({ dec_1: 7_200_000, dec_2: 0 });
  });

  test('where it was entered with a wrong day it is entered again, and where none decided before it is withdrawn', async () => {
    const jobId = await jobAt('DECIDED', { decisionId: 'dec_2' });
    expect(await measure(aMeasurement(jobId, dayBefore))).toMatchObject(before);
    expect(await measure(aMeasurement(jobId, thatDay))).toMatchObject({ state: 'WORKS_DONE' });
    const another = await jobAt('DECIDED', { decisionId: 'dec_2' });
    expect(await measure(aMeasurement(another, dayBefore))).toMatchObject(before);
    expect(await withdraw({ jobId: another, reason: '先施工后表决' })).toMatchObject({ state: 'WITHDRAWN' });
  });

  test('nor is it applied for by a job from before that was linked all the same', async () => {
    const jobId = await jobAt('WORKS_DONE');
    const linkedThen = async (signedOn: '2022-09-17' | '2022-09-18') => {
      await measure(aMeasurement(jobId, { signedOn }));
      const stood = { decisionId: 'dec_2', decidedAt: '2022-07-16T01:00:00.000Z' } as const;
      await transaction(database(), (tx) => tx.update(MaintenanceJobTable, { id: jobId as never }, stood));
    };
    await linkedThen('2022-09-17');
    expect(await apply({ jobId })).toMatchObject(before);
    expect(await committed()).toEqual({ dec_1: 0, dec_2: 0 });
    await linkedThen('2022-09-18');
    expect(await apply({ jobId })).toMatchObject({ state: 'APPLIED' });
  });
});

describe('[MF-2] what was accepted before the decision that a job stands under is not paid by it', () => {
  const before = { code: 'ACCEPTED_BEFORE_DECISION', rule: 'MF-2', retryable: false };

  beforeEach(async () => {
    await aCommunityWithAFund(database());
    await tell(decidedAnew('dec_2'), decisionEffective({ decisionId: 'dec_2' }));
  });

  test('nor is it applied for by a job from before that was linked all the same', async () => {
    const jobId = await jobAt('WORKS_DONE');
    await accept(anAcceptance(jobId, { acceptedOn: '2022-09-17' }));
    await measure(aMeasurement(jobId, { signedOn: '2022-09-18' }));
    const stood = { decisionId: 'dec_2', decidedAt: '2022-07-16T01:00:00.000Z' } as const;
    await transaction(database(), (tx) => tx.update(MaintenanceJobTable, { id: jobId as never }, stood));
    expect(await apply({ jobId })).toMatchObject(before);
    expect(await committed()).toEqual({ dec_1: 0, dec_2: 0 });

    expect(await accept(anAcceptance(jobId, { acceptedOn: '2022-09-18' }))).toMatchObject({ id: jobId });
    expect(await apply({ jobId })).toMatchObject({ state: 'APPLIED' });
  });

  test('nor is it linked: acceptance and sheet are entered first, of its day or later, in this order', async () => {
    const jobId = await jobAt('WORKS_DONE');
    await accept(anAcceptance(jobId, { acceptedOn: '2022-09-17' }));
    const stood = await jobOf(jobId);
    const refused = await link({ jobId, decisionId: 'dec_2' });
    expect(refused).toMatchObject(before);
    expect(refused.message).toMatch(
      /on 2022-09-17, before the decision that the owners took on 2022-09-18.*\(recordAcceptance\), then the sheet.*\(recordMeasurement\), and link/,
    );
    expect(await jobOf(jobId)).toEqual(stood);

    expect(await accept(anAcceptance(jobId, { acceptedOn: '2022-09-18' }))).toMatchObject({ id: jobId });
    expect(await link({ jobId, decisionId: 'dec_2' })).toMatchObject({ code: 'MEASURED_BEFORE_DECISION' });
    expect(await measure(aMeasurement(jobId, { signedOn: '2022-09-18' }))).toMatchObject({ id: jobId });
    expect(await link({ jobId, decisionId: 'dec_2' })).toMatchObject({ decision: { id: 'dec_2' } });
    expect(await apply({ jobId })).toMatchObject({ state: 'APPLIED' });
  });

  test('where the works were over before, the decision of before them is kept and pays', async () => {
    const jobId = await jobAt('WORKS_DONE');
    await accept(anAcceptance(jobId, { acceptedOn: '2022-09-17' }));
    const refused = await link({ jobId, decisionId: 'dec_2' });
    expect(refused.message).toContain('keep or link that decision until the money is applied for');
    expect(await apply({ jobId })).toMatchObject({ state: 'APPLIED', decision: { id: 'dec_1' } });
  });

  test('nor is it entered: of a wrong day it is entered again, or the earlier decision is linked with its sheet', async () => {
    const jobId = await jobAt('DECIDED', { decisionId: 'dec_2' });
    await measure(aMeasurement(jobId, { signedOn: '2022-09-18' }));
    const [early, that] = [{ acceptedOn: '2022-09-17' }, { acceptedOn: '2022-09-18' }] as const;
    expect(await accept(anAcceptance(jobId, early))).toMatchObject(before);
    expect((await jobOf(jobId)).acceptance).toBeNull();
    expect(await accept(anAcceptance(jobId, that))).toMatchObject({ id: jobId });

    await link({ jobId, decisionId: 'dec_1' });
    await measure(aMeasurement(jobId, { signedOn: '2022-09-17' }));
    expect(await accept(anAcceptance(jobId, early))).toMatchObject({ id: jobId });
    expect(await apply({ jobId })).toMatchObject({ state: 'APPLIED' });
  });
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

test('[RES-1] a home that was struck after the vote is missed until those who are left decided', async () => {
  await aCommunityWithAFund(database());
  const jobId = await jobAt('WORKS_DONE');
  await deliver(database(), funding, [buildingRecorded('2', 23)], { now: september, sequence: 2 });
  const refused = await apply({ jobId });
  expect(refused).toMatchObject({ code: 'HOMES_MISSING', rule: 'RES-1' });
  expect(refused.message).toMatch(
    /let the owners decide anew.*\(recordMeasurement\), and link that decision.*\(linkDecision\)/,
  );

  const of = (decisionId: `dec_${string}`, areaDm2: number) => [
    decidedAnew(decisionId, { turnout: turnoutOf(23, areaDm2) }),
    decisionEffective({ decisionId }),
  ];
  await tell(...of('dec_2', 23 * 6500 + 1));
  await tell(...of('dec_3', 23 * 6500));
  await measure(aMeasurement(jobId, { signedOn: '2022-09-18' }));
  await link({ jobId, decisionId: 'dec_2' });
  expect(await apply({ jobId })).toMatchObject({ code: 'HOMES_MISSING' });
  await link({ jobId, decisionId: 'dec_3' });
  expect(await apply({ jobId })).toMatchObject({ state: 'APPLIED' });
});

test('[MF-2, FUND-8] another decision is taken until the money is applied for, and again once that is given back', async () => {
  await aCommunityWithAFund(database());
  await tell(decidedAnew('dec_2', onThatDay), decisionEffective({ decisionId: 'dec_2' }));
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
    '本维修项目已关联决定 dec_1。要换成另一个决定的，请填写那个决定的编号；否则请办理下一步：申请用款（applyForFundPayment）。',
  );
  expect(await decisionOf(jobId)).toBe('dec_1');
  expect(await database().read.countBy(AuditTable, { action: 'linkDecision' })).toBe(1);
});

test('[FUND-8] what is applied for is taken off the decision that stands, also where another comes at once', async () => {
  await aCommunityWithAFund(database());
  await tell(decidedAnew('dec_2', onThatDay), decisionEffective({ decisionId: 'dec_2' }));
  const jobId = await jobAt('WORKS_DONE');
  asOnTwoNodes(database(), 'maintenance_job');

  const [applied, linked] = await Promise.all([apply({ jobId }), link({ jobId, decisionId: 'dec_2' })]);

  expect(applied).toMatchObject({ state: 'APPLIED' });
  const stands = (await decisionOf(jobId))!;
  expect(stands).toBe(linked.code ? 'dec_1' : 'dec_2');
  expect(await committed()).toEqual({ dec_1: 0, dec_2: 0, [stands]: 7_200_000 });
});
