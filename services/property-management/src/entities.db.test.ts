import type { Caller } from '@anju/runtime/caller';
import { projectApproved, projectListed, projectProposed } from './known/known.builder';
import { deliver, anEnvelope } from '@anju/runtime/testing/envelope';
import { receive } from '@anju/runtime/inbox';
import { aCaller, execute } from '@anju/runtime/testing/execute';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { transaction } from '@anju/runtime/transaction';
import type { Instant } from '@anju/values/time';
import {
  committeeEntered,
  communityRegistered,
  decisionAdopted,
  decisionEffective,
} from './known/known.builder';
import { aCompany } from './pm-company/pm-company.builder';
import { aContract } from './pm-contract/contract.builder';
import { insertContract } from './pm-contract/pm-contract.table';
import { schema } from './schema';
import { storage } from './storage';
import { propertyManagement } from './subscriptions';

const database = testDatabase(storage);
const now: Instant = '2022-08-02T02:00:00.000Z';

/** So many communities, each with a project and a contract of one company. */
async function seed(from: number, to: number, companyId: string) {
  for (let number = from; number <= to; number++) {
    const [communityId, projectId] = [`com_${number}`, `prj_${number}`] as const;
    await deliver(database(), propertyManagement, [communityRegistered({ communityId })], { now });
    await deliver(
      database(),
      propertyManagement,
      [projectProposed({ projectId, communityIds: [communityId] })],
      {
        now,
      },
    );
    const contract = aContract({
      id: `pct_${number}`,
      communityId,
      decisionId: `dec_${number}`,
      companyId: companyId as 'pmc_1',
    });
    await transaction(database(), (tx) => insertContract(tx, contract));
  }
}

async function ask(representations: readonly object[], caller: Caller = aCaller({ subject: null })) {
  const before = database().statements();
  const { data, errors } = await execute(
    schema,
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename
       ... on RenovationProject { pmContracts { nodes { id company { name } deadlines { dueAt } } } }
       ... on Community { contract { id state } contracts { nodes { id company { name } } } }
       ... on OwnersDecision { contract { id } }
       ... on Division { contracts { running runningSynthetic total totalSynthetic } }
       ... on PmContract { id feeFenPerM2Month company { id } }
       ... on PmCompany { id name } } }`,
    { db: database(), now, caller, variables: { representations } },
  );
  expect(errors).toBeUndefined();
  return { entities: data._entities as any[], statements: database().statements() - before };
}

const all = (count: number) =>
  Array.from({ length: count }, (_, i) => i + 1).flatMap((number) => [
    { __typename: 'RenovationProject', id: `prj_${number}` },
    { __typename: 'Community', id: `com_${number}` },
    { __typename: 'OwnersDecision', id: `dec_${number}` },
    { __typename: 'PmContract', id: `pct_${number}` },
  ]);

test('contracts of 50 projects, communities and decisions take as many statements as those of 2', async () => {
  const companyId = await aCompany(database(), '91140500MA0ANJ0U1W');
  await seed(1, 2, companyId);
  const few = await ask(all(2));
  await seed(3, 50, companyId);
  const many = await ask(all(50));

  expect(many.entities).toHaveLength(200);
  expect(many.entities.at(-4)).toMatchObject({ pmContracts: { nodes: [{ id: 'pct_50' }] } });
  expect(many.entities.at(-3)).toMatchObject({ contract: { id: 'pct_50', state: 'RUNNING' } });
  expect(many.statements).toBe(few.statements);
});

test('[GOV-COM-5] who looks after a place is public, by every way in, and names no person', async () => {
  const companyId = await aCompany(database(), '91140500MA0ANJ0U1W');
  await seed(1, 1, companyId);
  const asked = [
    ...all(1),
    { __typename: 'Division', code: '140500' },
    { __typename: 'PmCompany', id: companyId },
  ];
  const { entities } = await ask(asked);

  expect(entities).toMatchObject([
    { pmContracts: { nodes: [{ id: 'pct_1' }] } },
    { contract: { id: 'pct_1' } },
    { contract: { id: 'pct_1' } },
    { id: 'pct_1', feeFenPerM2Month: 120 },
    { contracts: { running: 1, runningSynthetic: 1, total: 1, totalSynthetic: 1 } },
    { id: companyId },
  ]);
  const officer = aCaller({ roles: new Set(['COUNTY_BUREAU']), division: '341181' });
  expect((await ask(asked, officer)).entities).toEqual(entities);
});

test('a thing that is not known has no contract, and a contract or company that is none is null', async () => {
  const { entities } = await ask([
    { __typename: 'RenovationProject', id: 'prj_none' },
    { __typename: 'Community', id: 'com_none' },
    { __typename: 'OwnersDecision', id: '凤源' },
    { __typename: 'PmContract', id: 'pct_none' },
    { __typename: 'PmCompany', id: 'com_1' },
  ]);
  expect(entities).toEqual([
    { __typename: 'RenovationProject', pmContracts: { nodes: [] } },
    { __typename: 'Community', contract: null, contracts: { nodes: [] } },
    { __typename: 'OwnersDecision', contract: null },
    null,
    null,
  ]);
});

describe('what the neighbours tell', () => {
  const hear = (fact: Parameters<typeof anEnvelope>[0], sequence: number) =>
    receive(database(), propertyManagement, anEnvelope(fact, { sequence }), () => now);

  test.each([
    ['a project', [projectProposed(), projectListed(), projectApproved()]],
    ['a decision', [decisionAdopted(), decisionEffective()]],
    ['a committee', [committeeEntered()]],
    ['a community', [communityRegistered()]],
  ] as const)('of %s, twice and the later before the earlier, comes to the same', async (_, facts) => {
    for (const [i, fact] of [...facts.entries()].toReversed()) {
      const state = await hear(fact, i + 1);
      expect(state).toBe(i === 0 ? 'HANDLED' : 'WAITING');
    }
    for (const [i, fact] of facts.entries()) expect(await hear(fact, i + 1)).toBe('DUPLICATE');
  });

  test('a project has the communities that were told last', async () => {
    const companyId = await aCompany(database(), '91140500MA0ANJ0U1W');
    await seed(2, 2, companyId);
    await hear(projectProposed(), 1);
    const project = [{ __typename: 'RenovationProject', id: 'prj_1' }];
    expect((await ask(project)).entities).toMatchObject([{ pmContracts: { nodes: [] } }]);

    await hear(projectListed({ communityIds: ['com_1', 'com_2'] }), 2);
    expect((await ask(project)).entities).toMatchObject([{ pmContracts: { nodes: [{ id: 'pct_2' }] } }]);
  });
});
