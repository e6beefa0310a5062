import type { ContentCode } from '@anju/rulebook/content';
import { deliver } from '@anju/runtime/testing/envelope';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { uuidV7 } from '@anju/values/id';
import { decisionAdopted, decisionEffective, payWarrant, turnoutOf } from '../../neighbours.builder';
import { aProposal, moves } from '../../projects/renovation-project/renovation-project.builder';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { WarrantTable } from '../warrant/warrant.table';
import {
  aCommunityWithAFund,
  aMeasurement,
  anAcceptance,
  jobSteps,
  september as now,
} from './maintenance-job.builder';
import { MaintenanceJobTable } from './maintenance-job.table';

const database = testDatabase(storage);
const { accept, apply, jobAt, link, measure, withdraw } = jobSteps(database);
const key = () => ({ idempotencyKey: uuidV7() });
const { propose: proposeProject } = moves(database);
const tell = (...facts: Parameters<typeof deliver>[2]) => deliver(database(), funding, facts, { now });
const stateOf = async (id: string) =>
  (await database().read.findOneByOrFail(MaintenanceJobTable, { id: id as `mjb_${string}` })).state;
const committed = async () =>
  (await database().read.find(WarrantTable)).map(({ committedFen }) => committedFen);

const owners = (amountFen: number, contentCodes: ContentCode[]) => ({
  kind: 'RESIDENT' as const,
  instrument: 'MAINTENANCE_FUND' as const,
  amountFen,
  contentCodes,
  synthetic: true,
});
/** A roof of 100,000 yuan and drains, of which the owners' fund pays what is told. */
const aProject = async (...money: ReturnType<typeof owners>[]): Promise<string> => {
  const county = 500_000_000 - money.reduce((sofar, { amountFen }) => sofar + amountFen, 0);
  const contents = [
    { code: 'ROOF_REPAIR' as const, description: '屋面防水', costFen: 10_000_000, buildingIds: [] },
    { code: 'DRAINAGE' as const, description: '雨污分流', costFen: 490_000_000, buildingIds: [] },
  ];
  const budget = {
    kind: 'FISCAL' as const,
    instrument: 'COUNTY_BUDGET' as const,
    amountFen: county,
    synthetic: true,
  };
  return (await proposeProject(aProposal({ contents, money: [...money, budget] }))).id;
};

test('[FUND-8] a project whose owners gave for its drains alone pays no roof', async () => {
  await aCommunityWithAFund(database());
  const projectId = await aProject(owners(10_000_000, ['DRAINAGE']));
  const jobId = await jobAt('PROPOSED', { job: { projectId } });
  expect(await link({ jobId, decisionId: 'dec_1' })).toEqual({
    code: 'CONTENT_NOT_ALLOCATED',
    rule: 'FUND-8',
    retryable: false,
    message:
      "The project's money of maintenance funds is for DRAINAGE, not for ROOF_REPAIR. Check project and work; if they are right, withdraw the job (withdrawMaintenanceJob) and propose it anew without a project (proposeMaintenanceJob): decision, sheet and acceptance are free for that.",
  });
  expect(await stateOf(jobId)).toBe('PROPOSED');
  await withdraw({ jobId, reason: '作为独立项目提出' });
  await jobAt('APPLIED');
});

test('[FUND-8] of two jobs at once that do not both fit what the project was allocated one is refused', async () => {
  await aCommunityWithAFund(database(), { units: 2 });
  await tell(
    decisionAdopted({ decisionId: 'dec_2', turnout: turnoutOf(2, 13_000) }),
    decisionEffective({ decisionId: 'dec_2' }),
  );
  const projectId = await aProject(owners(4_000_000, ['ROOF_REPAIR']), owners(6_000_000, []));
  const job = { projectId };
  const measuredFen = 6_000_000;
  const one = await jobAt('WORKS_DONE', { job, measuredFen });
  const other = await jobAt('WORKS_DONE', { job, measuredFen, decisionId: 'dec_2' });
  const third = await jobAt('WORKS_DONE', { job, measuredFen: 4_000_000, decisionId: 'dec_2' });
  asOnTwoNodes(database(), 'renovation_project');

  const results = await Promise.all([apply({ jobId: one, ...key() }), apply({ jobId: other, ...key() })]);

  expect(results.map(({ state, code }) => state ?? code).sort()).toEqual(['APPLIED', 'BEYOND_ALLOCATION']);
  expect(results.find(({ code }) => code)).toMatchObject({
    rule: 'FUND-8',
    message:
      'For ROOF_REPAIR the project was allocated 100000.00 yuan of maintenance funds, 60000.00 is applied for, and 60000.00 more is 20000.00 too much. Enter a sheet by which the supervisor signs for 40000.00 yuan or less (recordMeasurement), and apply then; or withdraw the job (withdrawMaintenanceJob) and propose it anew without a project (proposeMaintenanceJob): decision, sheet and acceptance are free for that.',
  });
  expect((await committed()).sort()).toEqual([0, 6_000_000]);
  expect(await apply({ jobId: third, ...key() })).toMatchObject({ state: 'APPLIED' });
});

describe('[FUND-8, MF-2] works that owners allow more for than their project was allocated', () => {
  const whole = { measuredFen: 10_000_001, signedOn: '2022-09-18' } as const;
  const accepted = { acceptedOn: '2022-09-19' } as const;

  /** Beyond the first ceiling, and on the decision that allows as much. */
  const overrun = async (): Promise<string> => {
    await aCommunityWithAFund(database());
    const dearer = {
      decidedAt: '2022-09-18T02:00:00.000Z',
      warrants: payWarrant({ ceilingFen: 10_000_001 }),
    } as const;
    await tell(
      decisionAdopted({ decisionId: 'dec_2', ...dearer }),
      decisionEffective({ decisionId: 'dec_2' }),
    );
    const projectId = await aProject(owners(10_000_000, ['ROOF_REPAIR']));
    const jobId = await jobAt('WORKS_DONE', { job: { projectId }, measuredFen: 10_000_001 });
    expect(await apply({ jobId })).toMatchObject({ code: 'BEYOND_CEILING' });
    await measure(aMeasurement(jobId, whole));
    await accept(anAcceptance(jobId, accepted));
    await link({ jobId, decisionId: 'dec_2' });
    expect(await apply({ jobId })).toMatchObject({
      code: 'BEYOND_ALLOCATION',
      message: expect.stringContaining('signs for 100000.00 yuan or less (recordMeasurement)'),
    });
    return jobId;
  };

  test('are paid outside of it: withdrawn, proposed without a project, and entered by the same papers', async () => {
    const jobId = await overrun();
    expect(await withdraw({ jobId, reason: '作为独立项目提出' })).toMatchObject({ state: 'WITHDRAWN' });
    const alone = await jobAt('DECIDED', { decisionId: 'dec_2' });
    expect(await measure(aMeasurement(jobId, { ...whole, jobId: alone }))).toMatchObject({ id: alone });
    expect(await accept(anAcceptance(jobId, { ...accepted, jobId: alone }))).toMatchObject({ id: alone });
    expect(await apply({ jobId: alone })).toMatchObject({ state: 'APPLIED', costFen: 10_000_001 });
    expect((await committed()).sort()).toEqual([0, 10_000_001]);
  });

  test('or by a sheet within what is left of its money, to the fen', async () => {
    const jobId = await overrun();
    await measure(aMeasurement(jobId, { ...whole, measuredFen: 10_000_000 }));
    expect(await apply({ jobId })).toMatchObject({ state: 'APPLIED', costFen: 10_000_000 });
  });
});
