import type { ContentCode } from '@anju/rulebook/content';
import { deliver } from '@anju/runtime/testing/envelope';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { uuidV7 } from '@anju/values/id';
import { decisionAdopted, decisionEffective, turnoutOf } from '../../neighbours.builder';
import { aProposal, moves } from '../../projects/renovation-project/renovation-project.builder';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { WarrantTable } from '../warrant/warrant.table';
import { aCommunityWithAFund, jobSteps, september as now } from './maintenance-job.builder';
import { MaintenanceJobTable } from './maintenance-job.table';

const database = testDatabase(storage);
const { link, apply, jobAt } = jobSteps(database);
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
      "The project's money of maintenance funds is for DRAINAGE, not for ROOF_REPAIR. Check project and work, or propose a job of its own.",
  });
  expect(await stateOf(jobId)).toBe('PROPOSED');
  await jobAt('DECIDED');
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
      'For ROOF_REPAIR the project was allocated 100000.00 yuan of maintenance funds, 60000.00 is applied for, and 60000.00 more is 20000.00 too much. Ask for less.',
  });
  expect((await committed()).sort()).toEqual([0, 6_000_000]);
  expect(await apply({ jobId: third, ...key() })).toMatchObject({ state: 'APPLIED' });
});
