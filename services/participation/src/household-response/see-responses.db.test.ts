import { AuditTable } from '@anju/runtime/audit';
import { aCaller, execute } from '@anju/runtime/testing/execute';
import { testDatabase } from '@anju/runtime/testing/test-database';
import {
  anybody,
  countyBureau,
  otherResidentsCommittee,
  otherSubdistrict,
  residentsCommittee,
  subdistrict,
} from '../callers.builder';
import { schema } from '../schema';
import { june16, solicitationSteps } from '../solicitation/solicitation.builder';
import { storage } from '../storage';
import { csvOfNumbers, doors, householdSteps } from './household-response.builder';

const database = testDatabase(storage);
const { register, open } = solicitationSteps(database);
const { answer, contact, importCsv, responses } = householdSteps(database);

let id: string;
beforeEach(async () => {
  await register();
  ({ id } = await open());
});

const looks = async () =>
  (await database().read.find(AuditTable, { order: { id: 'ASC' } })).filter(({ action }) =>
    action.startsWith('read '),
  );

test('[PRIV-1] who asks the households sees what each said, names masked, and each look is logged', async () => {
  await contact({ solicitationId: id, household: doors[0]!, by: '欧阳修远' });
  await answer({ solicitationId: id, household: doors[1]!, consents: false });

  const { responses: seen } = await responses(id);
  expect(seen.nodes).toMatchObject([
    { household: doors[0], contacts: [{ by: '欧***' }], answer: null },
    { household: doors[1], contacts: [], answer: { consents: false } },
  ]);
  await responses(id, { caller: subdistrict });
  expect(await looks()).toMatchObject([
    {
      actor: 'residents-committee-1',
      roles: ['RESIDENTS_COMMITTEE'],
      action: 'read Solicitation.responses',
      subject: id,
      at: june16,
      detail: { households: 2 },
    },
    { actor: 'subdistrict-140502', subject: id },
  ]);
});

test('[PRIV-1] others see the counts and no household, and leave no trace', async () => {
  await answer({ solicitationId: id });

  for (const caller of [otherResidentsCommittee, otherSubdistrict]) {
    expect(await responses(id, { caller })).toEqual({ responses: null });
  }
  const roles = [
    'CITY_BUREAU',
    'COUNTY_BUREAU',
    'OWNERS_COMMITTEE',
    'OWNER',
    'PM_COMPANY',
    'OPERATOR',
  ] as const;
  const others = roles.map((role) =>
    aCaller({ roles: new Set([role]), division: '140500', communities: new Set(['com_1']) }),
  );
  for (const caller of [anybody, countyBureau, ...others]) {
    expect(await responses(id, { caller })).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  }
  expect(await looks()).toEqual([]);
});

test('[PRIV-1] a role that asks elsewhere opens nothing here by what another role reaches', async () => {
  await answer({ solicitationId: id });
  const caller = aCaller({
    roles: new Set(['RESIDENTS_COMMITTEE', 'COUNTY_BUREAU']),
    communities: new Set(['com_2']),
    division: '140502',
  });

  expect(await responses(id, { caller })).toEqual({ responses: null });
});

test('[PRIV-1] entities sent straight to the service obey the same scope', async () => {
  await answer({ solicitationId: id });
  const source = `{ _entities(representations: [{ __typename: "Solicitation", id: "${id}" },
                                                { __typename: "Solicitation", id: "sol_404" }]) {
    ... on Solicitation { answers responses { nodes { household } } } } }`;
  const ask = (caller: typeof anybody) => execute(schema, source, { db: database(), now: june16, caller });

  expect((await ask(residentsCommittee)).data._entities).toEqual([
    { answers: 1, responses: { nodes: [{ household: '2-1-301' }] } },
    null,
  ]);
  expect((await ask(otherResidentsCommittee)).data._entities).toEqual([
    { answers: 1, responses: null },
    null,
  ]);
  expect((await ask(anybody)).data._entities).toEqual([{ answers: 1, responses: null }, null]);
  expect((await ask(anybody)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});

test('households are read page by page, by label', async () => {
  await importCsv(id, csvOfNumbers({ contacted: 5 }));

  const { responses: first } = await responses(id, { first: 2 });
  expect(first.nodes.map((each: any) => each.household)).toEqual(doors.slice(0, 2));
  expect(first.pageInfo).toMatchObject({ hasNextPage: true });
  const { responses: rest } = await responses(id, { first: 3, after: first.pageInfo.endCursor });
  expect(rest.nodes.map((each: any) => each.household)).toEqual(doors.slice(2, 5));
  expect(rest.pageInfo).toMatchObject({ hasNextPage: false });
  expect(rest.edges.map(({ cursor }: any) => cursor)).toContain(rest.pageInfo.endCursor);
  for (const page of [{ first: 0 }, { first: 101 }, { after: 'not a cursor' }]) {
    expect(await responses(id, page)).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  }
});

test('a page of households takes a constant number of statements, of however many', async () => {
  await importCsv(id, csvOfNumbers({ contacted: 100, answers: 100 }));
  const cost = async (first: number) => {
    const before = database().statements();
    const { responses: seen } = await responses(id, { first });
    expect(seen.nodes).toHaveLength(first);
    return database().statements() - before;
  };

  expect(await cost(100)).toBe(await cost(2));
});
