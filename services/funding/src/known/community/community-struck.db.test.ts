import { receive } from '@anju/runtime/inbox';
import { anEnvelope, deliver } from '@anju/runtime/testing/envelope';
import { testDatabase } from '@anju/runtime/testing/test-database';
import {
  aJob,
  aCommunityWithAFund,
  fundFile,
  importAccounts,
  jobSteps,
  september as now,
} from '../../money/maintenance-job/maintenance-job.builder';
import { UnitFundAccountTable } from '../../money/unit-fund-account/unit-fund-account.table';
import { communityRegistered, communityRevised, communityStruck } from '../../neighbours.builder';
import { RenovationProjectTable } from '../../projects/renovation-project/renovation-project.table';
import { aProposal, moves } from '../../projects/renovation-project/renovation-project.builder';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { findCommunity } from './community.table';

const database = testDatabase(storage);
const { propose } = moves(database);
const { propose: proposeJob } = jobSteps(database);
const hear = (fact: Parameters<typeof anEnvelope>[0], sequence: number) =>
  receive(database(), funding, anEnvelope(fact, { sequence }), () => now);
const known = () => findCommunity(database().read, 'com_1');
const struck = {
  code: 'COMMUNITY_STRUCK',
  retryable: false,
  message: expect.stringContaining('import a list that has it'),
};

test('[REG-9] on a community that was struck, told twice too, no project, job or account is opened, and what is there stays', async () => {
  await aCommunityWithAFund(database());
  expect(await propose(aProposal())).toMatchObject({ state: 'PROPOSED' });
  expect(await hear(communityStruck(), 2)).toBe('HANDLED');
  expect(await hear(communityStruck(), 2)).toBe('DUPLICATE');

  expect(await propose(aProposal())).toMatchObject(struck);
  expect(await proposeJob(aJob())).toMatchObject(struck);
  for (const dryRun of [true, false])
    expect(await importAccounts(database(), fundFile({ '2-1-101': '1.00' }), { dryRun })).toMatchObject(
      struck,
    );
  expect(await database().read.count(UnitFundAccountTable)).toBe(24);
  expect(await database().read.count(RenovationProjectTable)).toBe(1);
});

test('[REG-9] a revision restores it, and that it was struck waits until it is known', async () => {
  expect(await hear(communityStruck(), 2)).toBe('WAITING');
  expect(await hear(communityRegistered(), 1)).toBe('HANDLED');
  expect(await known()).toMatchObject({ struckAt: '2022-06-07T01:00:00.000Z' });

  await deliver(database(), funding, [communityRevised({ households: 145 })], { now, sequence: 3 });
  expect(await known()).toMatchObject({ struckAt: null, households: 145 });
});
