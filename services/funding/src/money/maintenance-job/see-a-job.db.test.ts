import type { Caller } from '@anju/runtime/caller';
import { deliver } from '@anju/runtime/testing/envelope';
import { execute } from '@anju/runtime/testing/execute';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { anybody, committee, countyBureau, finance, otherCounty, owner } from '../../callers.builder';
import {
  buildingRecorded,
  communityRegistered,
  decisionAdopted,
  decisionEffective,
  householdGateReached,
  payWarrant,
  turnoutOf,
} from '../../neighbours.builder';
import { aProposal, moves } from '../../projects/renovation-project/renovation-project.builder';
import { schema } from '../../schema';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import {
  aCommunityWithAFund,
  anAcceptance,
  fundFile,
  importAccounts,
  jobSteps,
  september as now,
} from './maintenance-job.builder';

const database = testDatabase(storage);
const { accept, jobAt } = jobSteps(database);
const { propose: proposeProject, list } = moves(database);

const ask = async (source: string, caller: Caller = anybody) => {
  const { data, errors } = await execute(schema, source, { db: database(), now, caller });
  return errors ? { errors } : data;
};
const shares = (jobId: string, caller: Caller, args = '') =>
  ask(
    `{ maintenanceJob(id: "${jobId}") { shares${args} {
      nodes { unit { id } areaDm2 shareFen retainedFen drawnFen receivableFen collectedFen }
      pageInfo { hasNextPage endCursor } } } }`,
    caller,
  ).then((answer: any) => answer.errors ?? answer.maintenanceJob.shares);

test('[MF-1] a warranty is told that ends in a year which nobody may enter', async () => {
  await aCommunityWithAFund(database(), { units: 2 });
  const jobId = await jobAt('WORKS_DONE');
  const works = { part: 'STRUCTURE', designLifeYears: 200, acceptedOn: '2022-09-15' } as const;
  expect(await accept(anAcceptance(jobId, works))).toMatchObject({ state: 'WORKS_DONE' });

  expect(await ask(`{ maintenanceJob(id: "${jobId}") { acceptance { warrantyUntil } } }`)).toEqual({
    maintenanceJob: { acceptance: { warrantyUntil: '2222-09-15' } },
  });
});

test('[MF-2] one query leads from a project over its job to decision, warrant and receipt', async () => {
  await aCommunityWithAFund(database(), { units: 2 });
  const project = await proposeProject(aProposal());
  const jobId = await jobAt('PAID', { job: { projectId: project.id } });

  const answer = await ask(`{ project(id: "${project.id}") { maintenanceJobs { nodes {
    id state costFen paidFen retainedFen receivableFen contractorName buildingIds
    community { id maintenanceFund { state balanceFen owedFen } }
    project { id name }
    decision { id warrant { committedFen } maintenanceJobs { nodes { id } } }
    warrant { ceilingFen committedFen effectiveAt }
    measurement { measuredFen supervisor signedOn }
    receipt { paperNumber paidOn }
  } } } }`);

  expect(answer).toEqual({
    project: {
      maintenanceJobs: {
        nodes: [
          {
            id: jobId,
            state: 'PAID',
            costFen: 7_200_000,
            paidFen: 800_000,
            retainedFen: 216_000,
            receivableFen: 6_184_000,
            contractorName: '晋城市某防水工程有限公司',
            buildingIds: ['bld_2'],
            community: {
              id: 'com_1',
              maintenanceFund: { state: 'HAS_FUND', balanceFen: 0, owedFen: 6_184_000 },
            },
            project: { id: project.id, name: '凤源小区改造' },
            decision: {
              id: 'dec_1',
              warrant: { committedFen: 7_200_000 },
              maintenanceJobs: { nodes: [{ id: jobId }] },
            },
            warrant: {
              ceilingFen: 10_000_000,
              committedFen: 7_200_000,
              effectiveAt: '2022-07-25T16:00:00.000Z',
            },
            measurement: {
              measuredFen: 7_200_000,
              supervisor: '晋城市某监理有限公司',
              signedOn: '2022-09-12',
            },
            receipt: { paperNumber: `回单-${jobId}`, paidOn: '2022-09-20' },
          },
        ],
      },
    },
  });
});

test('[MF-8] the county sees what each home gave and owes, an owner what is their own, others nothing', async () => {
  await aCommunityWithAFund(database(), { units: 3, balances: () => '20000.00' });
  const jobId = await jobAt('INSTRUCTED');
  const own = {
    unit: { id: 'unt_2_2' },
    areaDm2: 6500,
    shareFen: 2_400_000,
    retainedFen: 72_000,
    drawnFen: 2_000_000,
    receivableFen: 328_000,
    collectedFen: 0,
  };

  for (const caller of [countyBureau, finance]) expect((await shares(jobId, caller)).nodes).toHaveLength(3);
  expect((await shares(jobId, owner('own_2_2'))).nodes).toEqual([own]);
  expect((await shares(jobId, owner('own_404'))).nodes).toEqual([]);
  expect((await shares(jobId, otherCounty)).nodes).toEqual([]);
  for (const caller of [anybody, committee])
    expect(await shares(jobId, caller)).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  // They keep the rest of what they asked for.
  const source = `{ maintenanceJob(id: "${jobId}") { state shares { nodes { shareFen } } } }`;
  expect((await execute(schema, source, { db: database(), now, caller: anybody })).data).toEqual({
    maintenanceJob: { state: 'INSTRUCTED', shares: null },
  });

  const first = await shares(jobId, countyBureau, '(first: 2)');
  expect(first.pageInfo.hasNextPage).toBe(true);
  const rest = await shares(jobId, countyBureau, `(first: 2, after: "${first.pageInfo.endCursor}")`);
  expect([...first.nodes, ...rest.nodes].map(({ unit }: any) => unit.id)).toEqual([
    'unt_2_1',
    'unt_2_2',
    'unt_2_3',
  ]);
  const { endCursor } = (await shares(jobId, owner('own_2_2'))).pageInfo;
  expect((await shares(jobId, owner('own_2_2'), `(after: "${endCursor}")`)).nodes).toEqual([]);
});

test('shares of several jobs come each with its own homes', async () => {
  await aCommunityWithAFund(database(), { units: 3, ceilingFen: 100_000_000 });
  await deliver(database(), funding, [buildingRecorded('1', 3)], { now });
  await importAccounts(database(), fundFile({ '1-1-101': '0.00', '1-1-102': '0.00', '1-1-103': '0.00' }));
  const wholeZone = decisionAdopted({
    decisionId: 'dec_2',
    warrants: payWarrant({ buildingIds: [] }),
    turnout: turnoutOf(6, 39_000),
  });
  await deliver(database(), funding, [wholeZone, decisionEffective({ decisionId: 'dec_2' })], { now });
  const roof = await jobAt('APPLIED');
  const all = await jobAt('APPLIED', { job: { buildingIds: [] }, decisionId: 'dec_2', measuredFen: 600_000 });

  const source = `{ _entities(representations: [{ __typename: "Community", id: "com_1" }]) {
    ... on Community { maintenanceJobs { nodes { id shares(first: 2) { nodes { shareFen unit { id } } } } } } } }`;
  const { _entities } = (await ask(source, countyBureau)) as any;
  const share = (shareFen: number, id: string) => ({ shareFen, unit: { id } });
  expect(_entities[0].maintenanceJobs.nodes).toEqual([
    { id: roof, shares: { nodes: [share(2_400_000, 'unt_2_1'), share(2_400_000, 'unt_2_2')] } },
    { id: all, shares: { nodes: [share(100_000, 'unt_1_1'), share(100_000, 'unt_1_2')] } },
  ]);
});

test("[MF-8] an owner whose id looks like another's sees nothing of the other's", async () => {
  await aCommunityWithAFund(database(), { units: [{}, { ownerIds: ['own_2X1'] }] });
  const jobId = await jobAt('APPLIED');

  const unitsSeenBy = async (id: string) =>
    (await shares(jobId, owner(id))).nodes.map(({ unit }: any) => unit.id);
  expect(await unitsSeenBy('own_2_1')).toEqual(['unt_2_1']);
  expect(await unitsSeenBy('own_2X1')).toEqual(['unt_2_2']);
});

test('what is no job is none', async () => {
  for (const id of ['mjb_404', 'com_1', '屋面'])
    expect(await ask(`{ maintenanceJob(id: "${id}") { id } }`)).toEqual({ maintenanceJob: null });
  const source = `{ _entities(representations: [{ __typename: "MaintenanceJob", id: "mjb_404" }]) {
    ... on MaintenanceJob { id } } }`;
  expect(await ask(source)).toEqual({ _entities: [null] });
});

test('[FUND-1] the board shows money by kind, planned once it is listed, and what the fund paid', async () => {
  await aCommunityWithAFund(database(), { synthetic: false });
  const { id: projectId } = await proposeProject(aProposal());
  const board = async (code: string) => {
    const source = `{ _entities(representations: [{ __typename: "Division", code: "${code}" }]) { ... on Division {
      moneyByKind { kind plannedFen plannedInKindFen paidFen }
      projectsByState { state projects synthetic } maintenanceJobsByState { state jobs synthetic } } } }`;
    return ((await ask(source)) as any)._entities[0];
  };
  const money = async (code: string, kind: string) =>
    (await board(code)).moneyByKind.find((each: any) => each.kind === kind);

  expect((await board('140500')).moneyByKind.map(({ kind }: any) => kind)).toEqual([
    'POLICY',
    'RESIDENT',
    'FISCAL',
    'UTILITY_OWNER',
    'FORMER_EMPLOYER',
    'SOCIAL_CAPITAL',
  ]);
  expect(await money('140500', 'FISCAL')).toMatchObject({ plannedFen: 0 });
  await deliver(database(), funding, [householdGateReached()], { now });
  await list(projectId);
  await jobAt('PAID', { job: { projectId }, measuredFen: 1_000_000 });
  await jobAt('PAID', { measuredFen: 2_000_000 });
  await jobAt('DECIDED', { job: { synthetic: false } });

  expect(await money('140500', 'FISCAL')).toMatchObject({ plannedFen: 400_000_000, paidFen: 0 });
  // Of the job that belongs to no project nothing was paid for one.
  expect(await money('140500', 'RESIDENT')).toEqual({
    kind: 'RESIDENT',
    plannedFen: 100_000_000,
    plannedInKindFen: 0,
    paidFen: 970_000,
  });
  const { projectsByState, maintenanceJobsByState } = await board('140502');
  expect(projectsByState).toContainEqual({ state: 'LISTED', projects: 1, synthetic: 1 });
  expect(maintenanceJobsByState).toEqual([
    { state: 'PROPOSED', jobs: 0, synthetic: 0 },
    { state: 'DECIDED', jobs: 1, synthetic: 0 },
    { state: 'WORKS_DONE', jobs: 0, synthetic: 0 },
    { state: 'APPLIED', jobs: 0, synthetic: 0 },
    { state: 'APPROVED', jobs: 0, synthetic: 0 },
    { state: 'INSTRUCTED', jobs: 0, synthetic: 0 },
    { state: 'PAID', jobs: 2, synthetic: 2 },
    { state: 'WITHDRAWN', jobs: 0, synthetic: 0 },
  ]);
  expect(await money('140521', 'RESIDENT')).toMatchObject({ plannedFen: 0, paidFen: 0 });
  expect(await money('140521', 'RESIDENT')).toEqual(await money('nowhere', 'RESIDENT'));
});

test('a page of 50 communities takes as many statements as one of 5', async () => {
  await aCommunityWithAFund(database(), { units: 2, ceilingFen: 100_000_000 });
  const communityIds = ['com_1'];
  for (let i = 2; i <= 50; i++) {
    const communityId = `com_${i}` as const;
    await deliver(database(), funding, [communityRegistered({ communityId })], { now });
    await proposeProject(aProposal({ communityIds: [communityId], contents: anywhere }));
    communityIds.push(communityId);
  }
  const project = await proposeProject(aProposal());
  for (let i = 0; i < 3; i++) await jobAt('APPLIED', { job: { projectId: project.id } });

  const statements = async (ids: readonly string[]) => {
    const representations = ids.map((id) => `{ __typename: "Community", id: "${id}" }`).join(' ');
    const before = database().statements();
    const answer: any = await ask(
      `{ _entities(representations: [${representations}]) { ... on Community {
        maintenanceFund { balanceFen }
        projects { nodes { id cashFen gates { state } maintenanceJobs { nodes { id } } } }
        maintenanceJobs { nodes { id project { id } warrant { committedFen }
          shares(first: 1) { nodes { shareFen unit { fundAccount { balanceFen } } } } } } } } }`,
      countyBureau,
    );
    expect(answer._entities.every(({ projects }: any) => projects.nodes.length === 1)).toBe(true);
    expect(answer._entities[0].maintenanceJobs.nodes).toHaveLength(3);
    return database().statements() - before;
  };

  const few = await statements(communityIds.slice(0, 5));
  expect(await statements(communityIds)).toBe(few);
});

const anywhere = [
  { code: 'DRAINAGE' as const, description: '雨污分流', costFen: 500_000_000, buildingIds: [] },
];
