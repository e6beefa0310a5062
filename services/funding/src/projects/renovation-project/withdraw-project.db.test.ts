import { AuditTable } from '@anju/runtime/audit';
import { execute } from '@anju/runtime/testing/execute';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { transaction } from '@anju/runtime/transaction';
import { uuidV7 } from '@anju/values/id';
import { anybody, cityBureau, countyBureau, otherCounty } from '../../callers.builder';
import {
  aCommunityWithAFund,
  aJob,
  aMeasurement,
  jobSteps,
  september as now,
} from '../../money/maintenance-job/maintenance-job.builder';
import { householdGateReached } from '../../neighbours.builder';
import { deliver } from '@anju/runtime/testing/envelope';
import { schema } from '../../schema';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { aProposal, moves } from './renovation-project.builder';
import { RenovationProjectTable } from './renovation-project.table';

const database = testDatabase(storage);
const project = moves(database);
const job = jobSteps(database);
const withdraw = (input: Parameters<typeof project.withdraw>[0], caller = countyBureau) =>
  project.withdraw(input, { caller, now });

let projectId: string;
beforeEach(async () => {
  await aCommunityWithAFund(database(), { units: 2 });
  await deliver(database(), funding, [householdGateReached()], { now });
  ({ id: projectId } = await project.propose(aProposal()));
});

async function board() {
  const source = `{ _entities(representations: [{ __typename: "Division", code: "140500" }]) { ... on Division {
    projectsByState { state projects } moneyByKind { plannedFen } } } }`;
  const { data } = await execute(schema, source, { db: database(), now, caller: anybody });
  const { projectsByState, moneyByKind } = data._entities[0];
  return {
    states: projectsByState.filter((each: { projects: number }) => each.projects > 0),
    plannedFen: moneyByKind.reduce((sum: number, each: { plannedFen: number }) => sum + each.plannedFen, 0),
  };
}

test('[PROJ-1] a project is given up with a reason, once for each key, is told of, and leaves the money of the board', async () => {
  await project.list(projectId);
  expect(await board()).toEqual({ states: [{ state: 'LISTED', projects: 1 }], plannedFen: 500_000_000 });

  const input = { projectId, reason: ' 资金未落实 ', idempotencyKey: uuidV7() };
  const given = { id: projectId, state: 'CANCELLED', withdrawnAt: now, withdrawalReason: '资金未落实' };
  expect(await withdraw(input)).toMatchObject(given);
  expect(await withdraw(input)).toMatchObject(given);

  expect(await board()).toEqual({ states: [{ state: 'CANCELLED', projects: 1 }], plannedFen: 0 });
  const told = (await factsIn(database())).filter(({ type }) => type === 'funding.project-withdrawn.v1');
  expect(told.map(({ data }) => data)).toEqual([
    { projectId, communityIds: ['com_1'], withdrawnAt: now, synthetic: true },
  ]);
  expect(await database().read.findBy(AuditTable, { action: 'withdrawProject' })).toMatchObject([
    { subject: projectId, detail: { reason: '资金未落实' } },
  ]);
  for (const refused of [await withdraw({ projectId }), await project.list(projectId)])
    expect(refused).toMatchObject({
      ...{ code: 'WRONG_STATE', rule: 'PROJ-1' },
      message: expect.stringContaining('propose a project anew'),
    });
});

test.each([
  ['PROPOSED', 'CANCELLED'],
  ['LISTED', 'CANCELLED'],
  ['APPROVED', 'CANCELLED'],
  ['TENDERING', 'CANCELLED'],
  ['STARTED', 'CANCELLED'],
  ['COMPLETED', 'CANCELLED'],
  ['PAUSED', 'CANCELLED'],
  ['ACCEPTED', 'WRONG_STATE'],
  ['HANDED_OVER', 'WRONG_STATE'],
  ['CLOSED', 'WRONG_STATE'],
] as const)('[PROJ-1] one that is %s: %s', async (state, expected) => {
  await transaction(database(), (tx) =>
    tx.update(RenovationProjectTable, { id: projectId as never }, { state }),
  );
  const result = await withdraw({ projectId });
  expect(result.code ?? result.state).toBe(expected);
});

test('[PROJ-1] it is refused without a reason, to others, and for none', async () => {
  for (const reason of ['', ' ', '长'.repeat(501), '资金\n未落实'])
    expect(await withdraw({ projectId, reason })).toMatchObject({ code: 'REASON_INVALID', rule: 'PROJ-1' });
  expect(await withdraw({ projectId }, otherCounty)).toMatchObject({ code: 'NOT_IN_SCOPE' });
  expect(await withdraw({ projectId }, cityBureau)).toMatchObject({
    errors: [{ extensions: { code: 'FORBIDDEN' } }],
  });
  for (const none of ['prj_404', '凤源'])
    expect(await withdraw({ projectId: none })).toMatchObject({ code: 'PROJECT_NOT_FOUND' });
  expect(await withdraw({ projectId, reason: '长'.repeat(500) })).toMatchObject({ state: 'CANCELLED' });
});

test.each(['WORKS_DONE', 'APPLIED', 'INSTRUCTED', 'PAID'])(
  '[MF-2] one for which works are done is not given up, and its money stays where it is seen: %s',
  async (state) => {
    await job.jobAt(state, { job: { projectId }, measuredFen: 10_000 });
    expect(await withdraw({ projectId })).toMatchObject({
      ...{ code: 'WORKS_TO_PAY', rule: 'MF-2' },
      message: expect.stringContaining('withdrawn first (withdrawMaintenanceJob)'),
    });
  },
);

test('[MF-2] one whose only works were entered by mistake is given up once their job is withdrawn', async () => {
  const jobId = await job.jobAt('WORKS_DONE', { job: { projectId } });
  expect(await withdraw({ projectId })).toMatchObject({ code: 'WORKS_TO_PAY' });
  await job.withdraw({ jobId, reason: '录错' });
  expect(await withdraw({ projectId })).toMatchObject({ state: 'CANCELLED' });
});

test('[PROJ-1] for one that is given up no job is proposed, linked or measured, and works go on as a job of their own', async () => {
  const proposed = await job.jobAt('PROPOSED', { job: { projectId } });
  const decided = await job.jobAt('DECIDED', { job: { projectId } });
  expect(await withdraw({ projectId })).toMatchObject({ state: 'CANCELLED' });

  for (const refused of [
    await job.propose(aJob({ projectId })),
    await job.link({ jobId: proposed, decisionId: 'dec_1' }),
    await job.measure(aMeasurement(decided)),
  ])
    expect(refused).toMatchObject({
      ...{ code: 'PROJECT_CANCELLED', rule: 'PROJ-1' },
      message: expect.stringContaining('a job of its own'),
    });
  expect(await job.propose(aJob())).toMatchObject({ state: 'PROPOSED' });
});

test('[PROJ-1] of giving up and measuring works at once one comes first', async () => {
  const jobId = await job.jobAt('DECIDED', { job: { projectId } });
  asOnTwoNodes(database(), 'renovation_project');
  const [given, measured] = await Promise.all([withdraw({ projectId }), job.measure(aMeasurement(jobId))]);
  expect([
    ['CANCELLED', 'PROJECT_CANCELLED'],
    ['WORKS_TO_PAY', 'WORKS_DONE'],
  ]).toContainEqual([given.code ?? given.state, measured.code ?? measured.state]);
});
