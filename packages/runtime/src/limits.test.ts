import { buildSchema } from 'graphql';
import { type Asked, defaultLimits, refuseTooMuch } from './limits';

const schema = buildSchema(`
  type Query { city: City, _entities(representations: [String!]!): [City]! }
  interface Place { counties: [City!]! }
  type City implements Place { counties: [City!]!, names: [String!]!, city: City, streets(first: Int): Streets }
  type Streets { nodes: [City!]! }`);

const over = (asked: Asked) => {
  try {
    refuseTooMuch(asked, defaultLimits, schema);
    return null;
  } catch (error) {
    return (error as { message: string }).message.replace(/^.* \/ The request is over the limit /, '');
  }
};
const list = (first: number | string, inner = 'id') => `list(first: ${first}) { nodes { ${inner} } }`;

test('lists within lists are told by what they can come to, before anything is read', () => {
  // 100 + 100 * 100 + 100 * 100 * 3, and so on.
  expect(over({ query: `{ ${list(100, list(100, list(3)))} }` })).toBeNull();
  expect(over({ query: `{ ${list(100, list(100, list(4)))} }` })).toMatch(/^rows: 50100 of at most 50000/);
});

test.each<[string, Asked]>([
  [
    'edges',
    {
      query:
        '{ a(first: 100) { edges { node { a(first: 100) { edges { node { a(first: 9) { edges { node { id } } } } } } } } } }',
    },
  ],
  [
    'fragments',
    {
      query: `{ a(first: 100) { ...A } } fragment A on As { nodes { b(first: 100) { ...B } } } fragment B on Bs { nodes { ${list(9)} } }`,
    },
  ],
  [
    'many beside each other',
    { query: `{ ${Array.from({ length: 5 }, (_, i) => `a${i}: ${list(100, list(100))}`).join(' ')} }` },
  ],
  [
    'a variable',
    { query: `query ($n: Int) { ${list('$n', list('$n', list('$n')))} }`, variables: { n: 50 } },
  ],
  [
    'a variable that is not known',
    { query: `query ($n: Int = 1) { ${list('$n', list('$n', list('$n')))} }` },
  ],
  [
    'variables that are no object',
    { query: `query ($n: Int) { ${list('$n', list('$n', list('$n')))} }`, variables: 'n' },
  ],
  ['numbers that are none', { query: `{ ${list(-1, list(1e9, list(9)))} }` }],
])('there is no way around it: %s', (_, asked) => {
  expect(over(asked)).toMatch(/^rows: \d+ of/);
});

test('a page of twenty is meant where none is said, and what a variable says counts', () => {
  const usual = 'list { nodes { id ';
  expect(over({ query: `{ ${usual.repeat(3)} ${'} }'.repeat(3)} }` })).toBeNull();
  expect(over({ query: `{ ${usual.repeat(4)} ${'} }'.repeat(4)} }` })).toMatch(/^rows: 168420 of/);
  const asked = { query: `query ($n: Int) { ${list('$n', list('$n', list('$n')))} }` };
  expect(over({ ...asked, variables: { n: 36 } })).toBeNull();
  expect(over({ ...asked, variables: { n: 37 } })).toMatch(/^rows: 52059 of/);
});

test('a list without pages is taken for ten long, as the schema has it, however one comes to it', () => {
  const cycle = (open: string, levels: number) =>
    `{ city { ${`${open} { city { `.repeat(levels)} names ${'} }'.repeat(levels)} } }`;
  expect(over({ query: cycle('counties', 4) })).toBeNull();
  expect(over({ query: cycle('counties', 5) })).toBe(
    'rows: 111110 of at most 50000. Split it into smaller ones.',
  );

  const five = 'counties { counties { counties { counties { counties { names } } } } }';
  for (const query of [
    `{ city { ...A } } fragment A on City { ${five} }`,
    `{ city { ...A } } fragment A on Place { ${five} }`,
    `{ city { ... on Place { ${five} } } }`,
    `{ city { ... { ${five} } } }`,
    `{ city { streets(first: 1) { nodes { ${five} } } } }`,
    `query A { __typename } query B { city { ${five} } }`,
  ])
    expect([query, over({ query })]).toEqual([query, expect.stringMatching(/^rows: 11111\d of/)]);
});

test('each entity that is asked for is a row, with the lists within it', () => {
  const within = '... on City { streets(first: 100) { nodes { names } } }';
  const query = `query ($r: [String!]!) { _entities(representations: $r) { ${within} } }`;
  const variables = (count: number) => ({ r: Array.from({ length: count }, () => 'x') });

  expect(over({ query, variables: variables(495) })).toBeNull();
  expect(over({ query, variables: variables(496) })).toMatch(/^rows: 50096 of/);
  // As a GET has it.
  expect(over({ query, variables: JSON.stringify(variables(496)) })).toMatch(/^rows: 50096 of/);
  const list = JSON.stringify(variables(496).r);
  const usual = query.replace('!]!)', `!]! = ${list})`);
  expect(over({ query: usual })).toMatch(/^rows: 50096 of/);
  expect(
    over({
      query: `query ($r: [String!]! = []) ${query.slice(query.indexOf('{'))} `,
      variables: variables(1_001),
    }),
  ).toMatch(/^entities: 1001 of/);
});
