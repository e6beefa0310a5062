import { createHash } from 'node:crypto';
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

async function correct(openingFen: number, differing = {}) {
  const key = uuidV7();
  // Each by a paper of its own.
  const paper = { paperNumber: key, paperSha256: createHash('sha256').update(key).digest('hex') };
  const figures = { firstDepositFen: 0, openingFen, asOf: '2022-05-31', synthetic: true, ...differing };
  const input = { unitId: 'unt_2_1', ...figures, ...paper, idempotencyKey: key };
  const source = `mutation ($input: CorrectFundAccountInput!) { result: correctFundAccount(input: $input) {
    ... on UnitFundAccount { openingFen } ... on FundAccountRefusal { code } } }`;
  const asking = { db: database(), now, caller: finance, variables: { input } };
  expect((await execute(schema, source, asking)).data.result).toEqual({ openingFen });
}

async function fund() {
  const source = `{ _entities(representations: [{ __typename: "Community", id: "com_1" }]) {
    ... on Community { maintenanceFund { state synthetic } } } }`;
  const { data } = await execute(schema, source, { db: database(), now, caller: anybody });
  return data._entities[0].maintenanceFund;
}

test('[MF-7] a balance that was entered by mistake and corrected to nothing makes no fund, and a fen that is right does', async () => {
  await aCommunityWithAFund(database(), {
    units: 2,
    firstDeposit: '0.00',
    balances: (label) => (label === '2-1-101' ? '100.00' : '0.00'),
  });
  expect(await fund()).toMatchObject({ state: 'HAS_FUND' });

  await correct(0);
  expect(await fund()).toMatchObject({ state: 'NO_FUND' });
  expect(await propose(aJob())).toMatchObject({ code: 'NO_FUND', rule: 'MF-7' });

  await correct(1);
  expect(await fund()).toMatchObject({ state: 'HAS_FUND' });
  expect(await propose(aJob())).toMatchObject({ state: 'PROPOSED' });
});

test('[MF-6, MF-7] nor does a first deposit that was entered by mistake, and the mark that counts is the corrected one', async () => {
  await aCommunityWithAFund(database(), { units: 1, firstDeposit: '2000.00', balances: () => '0.00' });
  expect(await fund()).toEqual({ state: 'HAS_FUND', synthetic: true });

  await correct(0, { firstDepositFen: 1, synthetic: false });
  expect(await fund()).toEqual({ state: 'HAS_FUND', synthetic: false });
  await correct(0, { synthetic: false });
  expect(await fund()).toEqual({ state: 'NO_FUND', synthetic: false });
  expect(await propose(aJob())).toMatchObject({ code: 'NO_FUND', rule: 'MF-7' });
});
