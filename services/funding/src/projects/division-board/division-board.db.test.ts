import { deliver } from '@anju/runtime/testing/envelope';
import { execute } from '@anju/runtime/testing/execute';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { transaction } from '@anju/runtime/transaction';
import { anybody } from '../../callers.builder';
import { communityRegistered, householdGateReached } from '../../neighbours.builder';
import { MaintenanceJobTable } from '../../money/maintenance-job/maintenance-job.table';
import {
  aCollection,
  aCommunityWithAFund,
  jobSteps,
} from '../../money/maintenance-job/maintenance-job.builder';
import { schema } from '../../schema';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { aProposal, june as now, moves } from '../renovation-project/renovation-project.builder';
import { FundingLineTable, RenovationProjectTable } from '../renovation-project/renovation-project.table';

const database = testDatabase(storage);
const { propose, list } = moves(database);
const { jobAt, collect } = jobSteps(database);

/** The money of two kinds by division, all in one request. */
async function boards(...codes: readonly string[]) {
  const representations = codes.map((code) => `{ __typename: "Division", code: "${code}" }`).join(' ');
  const source = `{ _entities(representations: [${representations}]) { ... on Division {
    moneyByKind { kind plannedFen plannedInKindFen plannedSyntheticFen paidFen paidSyntheticFen } } } }`;
  const { data, errors } = await execute(schema, source, { db: database(), now, caller: anybody });
  expect(errors).toBeUndefined();
  const rows = data._entities.map(({ moneyByKind }: any) =>
    Object.fromEntries(moneyByKind.map(({ kind, ...sums }: any) => [kind, sums])),
  );
  return rows as Record<string, unknown>[];
}

test('[CONV-1] a sum that cannot be told exactly is absent where it is asked for, and every other one stands', async () => {
  await aCommunityWithAFund(database());
  await deliver(database(), funding, [householdGateReached()], { now });
  const { id: projectId } = await propose(aProposal());
  await list(projectId);
  const jobId = await jobAt('PAID', { job: { projectId } });
  // As it may have been entered before amounts had a ceiling, or by many thousands of projects.
  await transaction(database(), async (tx) => {
    const huge = { costFen: Number.MAX_SAFE_INTEGER };
    await tx.update(RenovationProjectTable, { id: projectId }, huge);
    await tx.update(FundingLineTable, { projectId, kind: 'FISCAL' }, { amountFen: huge.costFen });
    const [project] = await tx.findBy(RenovationProjectTable, { id: projectId });
    await tx.insert(RenovationProjectTable, { ...project!, id: 'prj_2' } as never);
    await tx.insert(RenovationProjectTable, { ...project!, id: 'prj_3', divisionCode: '140521' } as never);
    const line = { kind: 'FISCAL', instrument: 'COUNTY_BUDGET', amountFen: 100, synthetic: true } as const;
    await tx.insert(FundingLineTable, [
      { ...line, projectId: 'prj_2', number: 1 },
      { ...line, projectId: 'prj_3', number: 1 },
    ]);
    await tx.update(MaintenanceJobTable, { id: jobId as never }, { paidFen: Number.MAX_SAFE_INTEGER });
  });
  const nothing = {
    plannedFen: 0,
    plannedInKindFen: 0,
    plannedSyntheticFen: 0,
    paidFen: 0,
    paidSyntheticFen: 0,
  };

  const [city, county, other] = await boards('140500', '140502', '140521');

  expect(other).toMatchObject({
    FISCAL: { ...nothing, plannedFen: 100, plannedSyntheticFen: 100 },
    RESIDENT: nothing,
  });
  for (const board of [city, county])
    expect(board).toMatchObject({
      FISCAL: { ...nothing, plannedFen: null, plannedSyntheticFen: null },
      RESIDENT: {
        ...nothing,
        plannedFen: 100_000_000,
        plannedSyntheticFen: 100_000_000,
        paidFen: Number.MAX_SAFE_INTEGER,
        paidSyntheticFen: Number.MAX_SAFE_INTEGER,
      },
      POLICY: nothing,
    });
});

test('[FUND-1] a board sums the projects of its division and of no other', async () => {
  await deliver(database(), funding, [communityRegistered()], { now });
  await deliver(
    database(),
    funding,
    [communityRegistered({ communityId: 'com_2', divisionCode: '140521' })],
    { now },
  );
  const contents = aProposal().contents.slice(0, 1);
  const money = aProposal().money.slice(0, 1);
  const { id } = await propose(aProposal({ contents, money }));
  await deliver(database(), funding, [householdGateReached()], { now });
  await list(id);

  const planned = (board: Record<string, any> | undefined) => board!['FISCAL'].plannedFen;
  const asked = await boards('CN', '140500', '140502', '140521', '150000');
  expect(asked.map(planned)).toEqual([400_000_000, 400_000_000, 400_000_000, 0, 0]);
  expect((await boards('140521')).map(planned)).toEqual([0]);
});

test('[FUND-1, MF-7] what was paid is for the projects that are planned with, what homes paid themselves included', async () => {
  await aCommunityWithAFund(database(), {
    balances: (label) => (label === '2-1-101' ? '1000.00' : '4000.00'),
    synthetic: false,
  });
  await deliver(database(), funding, [householdGateReached()], { now });
  const { id: projectId } = await propose(
    aProposal({ money: aProposal().money.map((line) => ({ ...line, synthetic: false })), synthetic: false }),
  );
  await list(projectId);
  const jobId = await jobAt('PAID', { job: { projectId, synthetic: false } });
  const residents = async () => (await boards('140502'))[0]!['RESIDENT'] as Record<string, number>;
  // 72,000 yuan less 3 % retained, of which one home has 1,000 in its account and owes 1,910.
  expect(await residents()).toMatchObject({ plannedFen: 100_000_000, plannedSyntheticFen: 0 });
  expect(await residents()).toMatchObject({ paidFen: 6_984_000 - 191_000, paidSyntheticFen: 0 });

  await collect(aCollection({ jobId, unitId: 'unt_2_1', amountFen: 91_000 }));
  expect(await residents()).toMatchObject({ paidFen: 6_984_000 - 100_000, paidSyntheticFen: 0 });
  await transaction(database(), (tx) =>
    tx.update(RenovationProjectTable, { id: projectId }, { state: 'CANCELLED' }),
  );
  expect(await residents()).toMatchObject({ plannedFen: 0, paidFen: 0 });
});
