import { deliver } from '@anju/runtime/testing/envelope';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { transaction } from '@anju/runtime/transaction';
import { uuidV7 } from '@anju/values/id';
import { committee } from '../../callers.builder';
import { KnownDecisionTable } from '../../known/decision/decision.table';
import {
  buildingRecorded,
  decisionAdopted,
  decisionEffective,
  payWarrant,
  turnoutOf,
} from '../../neighbours.builder';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { WarrantTable } from '../warrant/warrant.table';
import { FundShareTable } from './fund-share.table';
import {
  aCommunityWithAFund,
  fundFile,
  importAccounts,
  jobSteps,
  september as now,
} from './maintenance-job.builder';

const database = testDatabase(storage);
const { apply, jobAt } = jobSteps(database);
const key = () => ({ idempotencyKey: uuidV7() });
const committed = async () =>
  (await database().read.find(WarrantTable)).map(({ committedFen }) => committedFen);

/** As the fund office enters homes that never had anything. */
const openAccounts = (...labels: readonly string[]) =>
  importAccounts(
    database(),
    fundFile(Object.fromEntries(labels.map((label) => [label, '0.00'])), true, '0.00'),
  );

test('[RES-1] a cost of a few fen is not split where rounding would keep more of a home than its share', async () => {
  const units = [...Array.from({ length: 53 }, () => ({ areaDm2: 3395 })), { areaDm2: 85 }];
  await aCommunityWithAFund(database(), { units });
  const tooSmall = await jobAt('WORKS_DONE', { measuredFen: 1800 });

  expect(await apply({ jobId: tooSmall, ...key() })).toMatchObject({
    code: 'COST_TOO_SMALL',
    rule: 'RES-1',
    message: expect.stringContaining('18.00 yuan is too little to be split over 54 homes'),
  });
  expect(await committed()).toEqual([0]);
  await jobAt('APPLIED', { measuredFen: 180_000 });
});

test('[RES-1, REG-2] a home of unknown area has no share, and a scope of no homes nobody to pay', async () => {
  await aCommunityWithAFund(database(), { units: [{}, { areaDm2: null }] });
  const jobId = await jobAt('WORKS_DONE');
  expect(await apply({ jobId, ...key() })).toMatchObject({
    code: 'AREA_UNKNOWN',
    rule: 'RES-1',
    message: expect.stringContaining('2-1-102'),
  });
  await deliver(database(), funding, [buildingRecorded('2', [])], { now, sequence: 2 });
  expect(await apply({ jobId, ...key() })).toMatchObject({
    code: 'HOMES_NOT_KNOWN',
    rule: 'RES-1',
    retryable: true,
  });
  await deliver(database(), funding, [buildingRecorded('2', 2)], { now, sequence: 3 });
  expect(await apply({ jobId, ...key() })).toMatchObject({ state: 'APPLIED' });
});

test('[RES-1] a zone pays once all homes that decided are known, whichever building is told of last', async () => {
  await aCommunityWithAFund(database(), { units: 2 });
  const tell = (sequence: number, ...facts: Parameters<typeof deliver>[2]) =>
    deliver(database(), funding, facts, { now, sequence });
  const zone = { decisionId: 'dec_zone', turnout: turnoutOf(4, 4 * 6500) } as const;
  await tell(
    1,
    decisionAdopted({ ...zone, warrants: payWarrant({ buildingIds: [] }) }),
    decisionEffective({ decisionId: 'dec_zone' }),
  );
  const jobId = await jobAt('WORKS_DONE', { job: { buildingIds: [] }, decisionId: 'dec_zone' });
  const refused = async () => {
    expect(await database().read.countBy(FundShareTable, {})).toBe(0);
    return apply({ jobId, ...key() });
  };

  expect(await refused()).toEqual({
    code: 'HOMES_MISSING',
    rule: 'RES-1',
    retryable: true,
    message: expect.stringMatching(/^Homes of 260\.00 m² decided, and only 2 of 130\.00 m² are known/),
  });
  // One square decimetre short, as where a home of the building is not told of yet.
  await tell(1, buildingRecorded('3', [{}, { areaDm2: 6499 }]));
  expect(await refused()).toMatchObject({ code: 'HOMES_MISSING' });
  expect(await committed()).toEqual([0, 0]);
  await tell(2, buildingRecorded('3', 2));
  await openAccounts('3-1-101', '3-1-102');
  expect(await refused()).toMatchObject({ state: 'APPLIED', costFen: 7_200_000 });
  const shares = await database().read.findBy(FundShareTable, { jobId: jobId as `mjb_${string}` });
  expect(shares.map(({ shareFen }) => shareFen)).toEqual([1_800_000, 1_800_000, 1_800_000, 1_800_000]);
});

test('[RES-1] of named buildings too all homes that decided are known, and more of them may be', async () => {
  await aCommunityWithAFund(database(), { units: 3 });
  const jobId = await jobAt('WORKS_DONE');
  await deliver(database(), funding, [buildingRecorded('2', 2)], { now, sequence: 2 });
  const caller = { ...committee, language: 'zh' as const };
  expect(await apply({ jobId, ...key() }, { caller })).toMatchObject({
    code: 'HOMES_MISSING',
    rule: 'RES-1',
    message: expect.stringContaining('共 195.00 平方米，这里在列支范围内只有 2 户、130.00 平方米'),
  });
  await deliver(database(), funding, [buildingRecorded('2', 4)], { now, sequence: 3 });
  await openAccounts('2-1-104');
  expect(await apply({ jobId, ...key() })).toMatchObject({ state: 'APPLIED' });
});

test('[RES-1] a named building none of whose homes is known is missed, though the others have grown by as much', async () => {
  await aCommunityWithAFund(database(), { units: 2 });
  const tell = (sequence: number, ...facts: Parameters<typeof deliver>[2]) =>
    deliver(database(), funding, facts, { now, sequence });
  const buildingIds = ['bld_2', 'bld_3'] as const;
  await tell(1, buildingRecorded('3', 1));
  await tell(
    1,
    decisionAdopted({
      decisionId: 'dec_both',
      turnout: turnoutOf(3, 3 * 6500),
      warrants: payWarrant({ buildingIds: [...buildingIds] }),
    }),
    decisionEffective({ decisionId: 'dec_both' }),
  );
  const jobId = await jobAt('WORKS_DONE', { job: { buildingIds }, decisionId: 'dec_both' });
  await tell(2, buildingRecorded('2', 3));
  await tell(2, buildingRecorded('3', []));

  const caller = { ...committee, language: 'zh' as const };
  expect(await apply({ jobId, ...key() })).toEqual({
    code: 'BUILDING_WITHOUT_HOMES',
    rule: 'RES-1',
    retryable: true,
    message: expect.stringMatching(/^No homes of building bld_3, /),
  });
  expect((await apply({ jobId, ...key() }, { caller })).message).toContain('楼栋 bld_3 在这里没有已知的房屋');
  expect(await committed()).toEqual([0, 0]);
  expect(await database().read.countBy(FundShareTable, {})).toBe(0);

  await tell(3, buildingRecorded('2', 2));
  await tell(3, buildingRecorded('3', 1));
  await openAccounts('3-1-101');
  expect(await apply({ jobId, ...key() })).toMatchObject({ state: 'APPLIED' });
});

test('[MF-7, RES-1] a zone is not split while a home of it, or a whole building, has no account; one of nothing is one', async () => {
  await aCommunityWithAFund(database(), { units: 2 });
  const tell = (...facts: Parameters<typeof deliver>[2]) => deliver(database(), funding, facts, { now });
  await tell(buildingRecorded('3', 6));
  await tell(
    decisionAdopted({
      decisionId: 'dec_zone',
      turnout: turnoutOf(8, 8 * 6500),
      warrants: payWarrant({ buildingIds: [] }),
    }),
    decisionEffective({ decisionId: 'dec_zone' }),
  );
  const jobId = await jobAt('WORKS_DONE', { job: { buildingIds: [] }, decisionId: 'dec_zone' });

  expect(await apply({ jobId, ...key() })).toEqual({
    code: 'ACCOUNTS_MISSING',
    rule: 'MF-7',
    retryable: false,
    message: expect.stringMatching(
      /^6 homes .*such as 3-1-101, 3-1-102, 3-1-103, 3-1-104, 3-1-105: .*import their accounts first \(importFundAccounts\)/,
    ),
  });
  await openAccounts('3-1-101', '3-1-102', '3-1-103', '3-1-104', '3-1-105');
  const caller = { ...committee, language: 'zh' as const };
  expect(await apply({ jobId, ...key() }, { caller })).toMatchObject({
    code: 'ACCOUNTS_MISSING',
    message: expect.stringMatching(/有 1 户没有分户账：3-1-106/),
  });
  expect(await committed()).toEqual([0, 0]);
  expect(await database().read.countBy(FundShareTable, {})).toBe(0);

  await openAccounts('3-1-106');
  expect(await apply({ jobId, ...key() })).toMatchObject({ state: 'APPLIED' });
});

test('[RES-1] a decision that was kept before its electorate was pays when its copy is made anew', async () => {
  await aCommunityWithAFund(database(), { units: 2 });
  const jobId = await jobAt('WORKS_DONE');
  const keep = (entitledAreaDm2: number | null) =>
    transaction(database(), (tx) => tx.update(KnownDecisionTable, { id: 'dec_1' }, { entitledAreaDm2 }));
  await keep(null);
  expect(await apply({ jobId, ...key() })).toMatchObject({
    code: 'ELECTORATE_UNKNOWN',
    rule: 'RES-1',
    retryable: true,
    message: expect.stringContaining('anju events rebuild funding decision'),
  });
  expect(await committed()).toEqual([0]);
  await keep(13_000);
  expect(await apply({ jobId, ...key() })).toMatchObject({ state: 'APPLIED' });
});
