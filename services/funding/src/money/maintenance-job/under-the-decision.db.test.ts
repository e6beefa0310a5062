import { deliver } from '@anju/runtime/testing/envelope';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { transaction } from '@anju/runtime/transaction';
import { uuidV7 } from '@anju/values/id';
import { committee, countyBureau, otherCounty } from '../../callers.builder';
import { KnownDecisionTable } from '../../known/decision/decision.table';
import { decisionAdopted, decisionEffective, decisionRejected, payWarrant } from '../../neighbours.builder';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { WarrantTable } from '../warrant/warrant.table';
import {
  aCommunityWithAFund,
  aMeasurement,
  aReceipt,
  jobSteps,
  september as now,
} from './maintenance-job.builder';
import { MaintenanceJobTable } from './maintenance-job.table';

const database = testDatabase(storage);
const { link, measure, apply, approve, instruct, receipt, jobAt } = jobSteps(database);
const key = () => ({ idempotencyKey: uuidV7() });
const tell = (...facts: Parameters<typeof deliver>[2]) => deliver(database(), funding, facts, { now });
const stateOf = async (id: string) =>
  (await database().read.findOneByOrFail(MaintenanceJobTable, { id: id as `mjb_${string}` })).state;
const committed = async () =>
  (await database().read.find(WarrantTable)).map(({ committedFen }) => committedFen);

test('[MF-2] another community links, measures and applies for nothing here; this county may link and measure', async () => {
  await aCommunityWithAFund(database());
  const jobId = await jobAt('PROPOSED');
  const elsewhere = { caller: { ...committee, communities: new Set(['com_2']) } };
  const county = { caller: countyBureau };
  const decided = { jobId, decisionId: 'dec_1' };

  expect(await link(decided, elsewhere)).toMatchObject({ code: 'NOT_IN_SCOPE' });
  expect(await link(decided, { caller: otherCounty })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  expect(await link(decided, county)).toMatchObject({ state: 'DECIDED' });
  expect(await measure(aMeasurement(jobId), elsewhere)).toMatchObject({ code: 'NOT_IN_SCOPE' });
  expect(await measure(aMeasurement(jobId), { caller: otherCounty })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  expect(await measure(aMeasurement(jobId), county)).toMatchObject({ state: 'WORKS_DONE' });
  expect(await apply({ jobId, ...key() }, elsewhere)).toMatchObject({ code: 'NOT_IN_SCOPE' });
  expect(await committed()).toEqual([0]);
});

test('[MF-2] nothing is measured, applied for or paid without a decision', async () => {
  await aCommunityWithAFund(database());
  const jobId = await jobAt('PROPOSED');

  for (const refused of [await measure(aMeasurement(jobId)), await apply({ jobId, ...key() })])
    expect(refused).toMatchObject({ code: 'NO_DECISION', rule: 'MF-2', retryable: false });
  expect(await approve({ jobId, documentNumber: '9' })).toMatchObject({
    code: 'NOT_APPLIED',
    rule: 'MF-2',
  });
  expect(await instruct({ jobId, ...key() })).toMatchObject({ code: 'NOT_APPROVED', rule: 'MF-2' });
  expect(await receipt(aReceipt(jobId, 1))).toMatchObject({ code: 'NOT_INSTRUCTED', rule: 'MF-2' });
  expect(await stateOf(jobId)).toBe('PROPOSED');
});

test("[MF-2] an unknown decision may come yet; another community's, another scope's and one that pays nothing do not do", async () => {
  await aCommunityWithAFund(database());
  await tell(decisionAdopted({ decisionId: 'dec_2', communityId: 'com_2' }));
  await tell(
    decisionAdopted({ decisionId: 'dec_3', warrants: payWarrant({ buildingIds: ['bld_2', 'bld_3'] }) }),
  );
  await tell(decisionAdopted({ decisionId: 'dec_4', warrants: payWarrant({ buildingIds: [] }) }));
  await tell(decisionAdopted({ decisionId: 'dec_5', matter: 'OTHER_MAJOR', warrants: { kind: 'NOTHING' } }));
  await tell(decisionRejected({ decisionId: 'dec_6' }));
  const jobId = await jobAt('PROPOSED');

  for (const [decisionId, code, retryable] of [
    ['dec_404', 'DECISION_NOT_FOUND', true],
    ['凤源', 'DECISION_NOT_FOUND', false],
    ['dec_2', 'DECISION_OF_ANOTHER_COMMUNITY', false],
    ['dec_3', 'CHARGING_SCOPE_DIFFERS', false],
    ['dec_4', 'CHARGING_SCOPE_DIFFERS', false],
    ['dec_5', 'DECISION_PAYS_NOTHING', false],
    ['dec_6', 'DECISION_REJECTED', false],
  ] as const)
    expect(await link({ jobId, decisionId })).toMatchObject({ code, rule: 'MF-2', retryable });
  expect(await stateOf(jobId)).toBe('PROPOSED');
});

test('[FUND-8] works that were not in the question are not paid under it', async () => {
  await aCommunityWithAFund(database());
  const jobId = await jobAt('PROPOSED', { job: { contentCode: 'WALL_REPAIR' } });

  expect(await link({ jobId, decisionId: 'dec_1' })).toMatchObject({
    code: 'CONTENT_NOT_IN_QUESTION',
    rule: 'FUND-8',
    message: expect.stringContaining('asked for ROOF_REPAIR, not for WALL_REPAIR'),
  });
});

describe('a lift', () => {
  const warrants = payWarrant({ contentCodes: ['LIFT'] });
  const mixed = { decisionId: 'dec_3', warrants, mixedWith: 'REBUILD_ALTER' } as const;

  test('[PART-5, GOV-VOTE-4] is not linked to a decision to use the fund alone, but to one of rebuilding as well, and paid', async () => {
    await aCommunityWithAFund(database());
    await tell(decisionAdopted({ decisionId: 'dec_2', warrants }));
    await tell(decisionAdopted(mixed), decisionEffective({ decisionId: 'dec_3' }));
    const jobId = await jobAt('PROPOSED', { job: { contentCode: 'LIFT' } });

    expect(await link({ jobId, decisionId: 'dec_2' })).toEqual({
      code: 'MATTER_TOO_SMALL',
      rule: 'PART-5',
      retryable: false,
      message: expect.stringContaining(
        'Owners decide on LIFT as REBUILD_ALTER (PART-5), and decision dec_2 was put to them as USE_MAINTENANCE_FUND without it.',
      ),
    });
    expect(await stateOf(jobId)).toBe('PROPOSED');
    const paid = await jobAt('PAID', { job: { contentCode: 'LIFT' }, decisionId: 'dec_3' });
    expect(await stateOf(paid)).toBe('PAID');
  });

  test('[PART-5, GOV-VOTE-4] that was linked before the majority was asked for does not apply', async () => {
    await aCommunityWithAFund(database());
    await tell(decisionAdopted(mixed), decisionEffective({ decisionId: 'dec_3' }));
    const jobId = await jobAt('WORKS_DONE', { job: { contentCode: 'LIFT' }, decisionId: 'dec_3' });
    // As it was kept before mixed matters were.
    await transaction(database(), (tx) =>
      tx.update(KnownDecisionTable, { id: 'dec_3' }, { mixedWith: null }),
    );

    expect(await apply({ jobId, ...key() })).toMatchObject({ code: 'MATTER_TOO_SMALL', rule: 'PART-5' });
    expect(await stateOf(jobId)).toBe('WORKS_DONE');
    expect(await committed()).toEqual([0, 0]);
  });
});

test('[GOV-VOTE-12] money waits until the decision is effective, to the moment', async () => {
  await aCommunityWithAFund(database(), { effective: false });
  const jobId = await jobAt('WORKS_DONE');

  expect(await apply({ jobId, ...key() })).toMatchObject({
    code: 'DECISION_NOT_EFFECTIVE',
    rule: 'GOV-VOTE-12',
    retryable: true,
  });
  const effectiveAt = '2022-09-25T16:00:00.000Z';
  await deliver(database(), funding, [decisionEffective({ effectiveAt })], { now, sequence: 2 });
  expect(await apply({ jobId, ...key() }, { now: '2022-09-25T15:59:59.999Z' })).toMatchObject({
    code: 'DECISION_NOT_EFFECTIVE',
  });
  expect(await committed()).toEqual([0]);
  expect(await apply({ jobId, ...key() }, { now: effectiveAt })).toMatchObject({ state: 'APPLIED' });
});

test('[FUND-8] exactly what the owners allowed may be applied for, and not a fen more', async () => {
  await aCommunityWithAFund(database());
  const jobId = await jobAt('WORKS_DONE', { measuredFen: 10_000_001 });

  expect(await apply({ jobId, ...key() })).toEqual({
    code: 'BEYOND_CEILING',
    rule: 'FUND-8',
    retryable: false,
    message:
      'The owners allowed 100000.00 yuan, 0.00 is applied for, and 100000.01 more is 0.01 too much: the fund does not pay what is above. Enter a sheet by which the supervisor signs for 100000.00 yuan or less (recordMeasurement), and apply then; or ask the owners for a higher ceiling and, where the works are only over after they allowed it, enter the sheet that the supervisor signs for the whole of them after that decision (recordMeasurement), link the decision in place of this one (linkDecision), and apply then.',
  });
  expect(await committed()).toEqual([0]);
  await jobAt('APPLIED', { measuredFen: 10_000_000 });
  expect(await committed()).toEqual([10_000_000]);
});

test('[FUND-8] what two jobs apply for under one decision stays within its ceiling together', async () => {
  await aCommunityWithAFund(database(), { ceilingFen: 50_000_000 });
  await jobAt('APPLIED', { measuredFen: 30_000_000 });
  const second = await jobAt('WORKS_DONE', { measuredFen: 30_000_000 });

  expect(await apply({ jobId: second, ...key() })).toMatchObject({
    code: 'BEYOND_CEILING',
    rule: 'FUND-8',
    message: expect.stringContaining('100000.00 too much'),
  });
  expect(await committed()).toEqual([30_000_000]);
});
