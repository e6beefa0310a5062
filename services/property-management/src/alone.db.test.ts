import { join } from 'node:path';
import { shippedHolidays } from '@anju/rulebook/holidays';
import { playRecordedFacts } from '@anju/runtime/recorded-facts';
import { aCaller, execute, testPersonalData } from '@anju/runtime/testing/execute';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { demo } from './demo';
import { aDraft } from './pm-contract/contract.builder';
import { schema } from './schema';
import { storage } from './storage';
import { propertyManagement } from './subscriptions';

const database = testDatabase(storage);
const facts = join(__dirname, '../data/demo-facts.json');
const now: Instant = '2022-06-06T02:00:00.000Z';

const start = async () => {
  const holidays = () => shippedHolidays;
  await demo({
    db: database(),
    clock: () => now,
    personalData: testPersonalData,
    evidenceKey: null,
    holidays,
  });
  return playRecordedFacts(database(), propertyManagement, facts, () => now);
};

test('[PM-13, GOV-COM-5, GOV-VOTE-12] with its neighbours down property-management signs what they told, and the project shows it', async () => {
  expect(await start()).toBe(5);
  expect(await start()).toBe(0);

  const caller = aCaller({
    roles: new Set(['OWNERS_COMMITTEE']),
    communities: new Set(['com_demo-fengyuan']),
    committee: 'oc_demo-fengyuan',
  });
  const input = {
    ...aDraft(),
    communityId: 'com_demo-fengyuan',
    companyId: 'pmc_demo-anhe',
    decisionId: 'dec_demo-manager',
    signedOn: '2022-06-06',
    idempotencyKey: uuidV7(),
  };
  const signed = await execute(
    schema,
    `mutation ($input: SignContractInput!) { signContract(input: $input) {
       __typename ... on PmContract { company { name } } ... on Refusal { message } } }`,
    { db: database(), now, caller, variables: { input } },
  );
  expect(signed.data.signContract).toEqual({
    __typename: 'PmContract',
    company: { name: '安和物业服务有限公司（虚构）' },
  });

  const { data } = await execute(
    schema,
    `{ _entities(representations: [{ __typename: "RenovationProject", id: "prj_demo-fengyuan" }]) {
         ... on RenovationProject { pmContracts { nodes { decision { id } } } } } }`,
    { db: database(), now, caller: aCaller({ subject: null }) },
  );
  expect(data._entities).toEqual([{ pmContracts: { nodes: [{ decision: { id: 'dec_demo-manager' } }] } }]);
});
