import { testDatabase } from '@anju/runtime/testing/test-database';
import { storage } from '../storage';
import { ask, importList } from './community.builder';

const database = testDatabase(storage);

beforeEach(async () => {
  await importList(database(), 'jincheng-urban-2020');
  await importList(database(), 'tianchang-2021');
});

test('a page of communities goes on where the last one ended, and can be asked by part of a name', async () => {
  const page = async (args: string) =>
    (
      await ask(
        database(),
        `{ communities(${args}) { nodes { id name division { code } } pageInfo { hasNextPage endCursor } } }`,
      )
    ).communities;

  const first = await page('divisionCode: "341100", first: 5');
  const rest = await page(`divisionCode: "341100", first: 5, after: "${first.pageInfo.endCursor}"`);
  expect([first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([true, false]);
  expect(new Set([...first.nodes, ...rest.nodes].map(({ id }) => id)).size).toBe(8);

  expect((await page('name: "大街"')).nodes).toHaveLength(2);
  expect((await page('name: "%"')).nodes).toEqual([]);
  expect((await page('divisionCode: "14"')).nodes).toEqual([]);
});

const statementsOf = async (query: string) => {
  const before = database().statements();
  const data = await ask(database(), query);
  return { data, statements: database().statements() - before };
};

test('a page of communities costs a constant number of statements', async () => {
  const cost = async (first: number) => {
    const { statements } = await statementsOf(
      `{ communities(first: ${first}) { nodes { scope sourceRow { line publication { title rows(first: 3) { nodes { line } } } }
           division { households communities(first: 2) { nodes { name } } parent { communities(first: 2) { nodes { name } } } } } } }`,
    );
    return statements;
  };

  // The first two are of one list and one county, the thirteen of two lists and of several counties.
  expect(await cost(13)).toBe(await cost(2));
});

test('pages of several divisions and lists come together and each is as it is alone', async () => {
  const communities = 'communities(first: 2) { nodes { name } pageInfo { hasNextPage endCursor } }';
  const rows = 'rows(first: 2) { nodes { line kind } pageInfo { hasNextPage endCursor } }';
  const divisions = { city: '140500', county: '140502', other: '341181', empty: '140522' };
  const lists = { jincheng: 'jincheng-urban-2020', tianchang: 'tianchang-2021' };
  const fields = [
    ...Object.entries(divisions).map(
      ([name, code]) => `${name}: division(code: "${code}") { ${communities} }`,
    ),
    ...Object.entries(lists).map(([name, id]) => `${name}: publication(id: "${id}") { ${rows} }`),
  ];

  const together = await statementsOf(`{ ${fields.join(' ')} }`);
  const alone = await Promise.all(fields.map((field) => ask(database(), `{ ${field} }`)));

  expect(together.data).toEqual(Object.assign({}, ...alone));
  expect(together.data).toMatchObject({
    city: { communities: { nodes: [{}, {}], pageInfo: { hasNextPage: true } } },
    empty: { communities: { nodes: [], pageInfo: { hasNextPage: false } } },
    tianchang: { rows: { nodes: [{ line: expect.any(Number) }, {}] } },
  });
  expect(together.data.city).not.toEqual(together.data.other);
  // The keys of all, and the rows of all, of divisions and of lists.
  expect(together.statements).toBe(4);
});
