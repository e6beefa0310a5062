import { execute } from '@anju/runtime/testing/execute';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { uuidV7 } from '@anju/values/id';
import { anybody, finance } from '../../callers.builder';
import { schema } from '../../schema';
import { storage } from '../../storage';
import {
  aCommunityWithAFund,
  aJob,
  jobSteps,
  september as now,
} from '../maintenance-job/maintenance-job.builder';

const database = testDatabase(storage);
const { propose } = jobSteps(database);

async function correct(openingFen: number) {
  const paper = { paperNumber: '晋房资〔2022〕7号', paperSha256: 'c0ffee'.padEnd(64, '0') };
  const input = { unitId: 'unt_2_1', openingFen, ...paper, idempotencyKey: uuidV7() };
  const source = `mutation ($input: CorrectFundAccountInput!) { result: correctFundAccount(input: $input) {
    ... on UnitFundAccount { openingFen } ... on FundAccountRefusal { code } } }`;
  const asking = { db: database(), now, caller: finance, variables: { input } };
  expect((await execute(schema, source, asking)).data.result).toEqual({ openingFen });
}

async function fundState() {
  const source = `{ _entities(representations: [{ __typename: "Community", id: "com_1" }]) {
    ... on Community { maintenanceFund { state } } } }`;
  const { data } = await execute(schema, source, { db: database(), now, caller: anybody });
  return data._entities[0].maintenanceFund.state;
}

test('[MF-7] a balance that was entered by mistake and corrected to nothing makes no fund, and a fen that is right does', async () => {
  await aCommunityWithAFund(database(), {
    units: 2,
    firstDeposit: '0.00',
    balances: (label) => (label === '2-1-101' ? '100.00' : '0.00'),
  });
  expect(await fundState()).toBe('HAS_FUND');

  await correct(0);
  expect(await fundState()).toBe('NO_FUND');
  expect(await propose(aJob())).toMatchObject({ code: 'NO_FUND', rule: 'MF-7' });

  await correct(1);
  expect(await fundState()).toBe('HAS_FUND');
  expect(await propose(aJob())).toMatchObject({ state: 'PROPOSED' });
});
