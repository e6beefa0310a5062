import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { playRecordedFacts } from '@anju/runtime/recorded-facts';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import { committee as anyCommittee, company as anyCompany } from './callers.builder';
import { FundShareTable } from './money/maintenance-job/fund-share.table';
import {
  aJob,
  aMeasurement,
  aReceipt,
  importAccounts,
  jobSteps,
  september as now,
} from './money/maintenance-job/maintenance-job.builder';
import { aProposal, moves } from './projects/renovation-project/renovation-project.builder';
import { storage } from './storage';
import { funding } from './subscriptions';

const database = testDatabase(storage);
const { propose: proposeProject, list } = moves(database);
const { propose, link, measure, apply, approve, instruct, receipt } = jobSteps(database);

const facts = join(__dirname, '../data/demo-facts.json');
const accounts = join(__dirname, '../../../infra/local/data/fengyuan-fund-accounts.csv');
const communityId = 'com_demo-fengyuan';
const communities = new Set([communityId]);
const committee = { ...anyCommittee, communities, committee: 'oc_demo-fengyuan' };
const company = { ...anyCompany, communities, company: 'pmc_demo-anhe' };

test('[PART-3, MF-2, MF-7] with its neighbours down funding lists a project and pays an invoice from their recorded facts', async () => {
  expect(await playRecordedFacts(database(), funding, facts, () => now)).toBe(12);
  expect(await playRecordedFacts(database(), funding, facts, () => now)).toBe(0);

  const contents = aProposal().contents.map((item) => ({ ...item, buildingIds: [] }));
  const { id: projectId } = await proposeProject(aProposal({ communityIds: [communityId], contents }));
  expect(await list(projectId)).toMatchObject({ state: 'LISTED' });

  const csv = readFileSync(accounts, 'utf8');
  expect(await importAccounts(database(), csv, { communityId })).toMatchObject({ created: 144 });

  const by = { caller: committee };
  const job = aJob({ communityId, projectId, buildingIds: ['bld_demo-2'] });
  // The company that looks after the community proposes, and its committee goes on.
  const { id: jobId } = await propose(job, { caller: company });
  await link({ jobId, decisionId: 'dec_demo-roof' }, by);
  await measure(aMeasurement(jobId, { measuredFen: 1_234_567 }), by);
  await apply({ jobId, idempotencyKey: uuidV7() }, by);
  await approve({ jobId, documentNumber: '城建维〔2022〕9号' });
  const { instructedFen, retainedFen, receivableFen } = await instruct({ jobId, idempotencyKey: uuidV7() });
  expect(instructedFen + retainedFen + receivableFen).toBe(1_234_567);
  expect(await receipt(aReceipt(jobId, instructedFen))).toMatchObject({ state: 'PAID' });

  // Only the one account that is too small owes.
  const shares = await database().read.find(FundShareTable);
  const short = shares.filter((share) => share.receivableFen! > 0);
  expect(short).toMatchObject([{ unitId: 'unt_demo-2-1-301', drawnFen: 12_345, receivableFen }]);
  expect(shares).toHaveLength(24);
});
