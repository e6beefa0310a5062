import { buildSchema } from 'graphql';
import { type Asked, defaultLimits, refuseTooMuch } from './limits';

const schema = buildSchema(`
  type Query { city: City, _entities(representations: [String!]!): [City]! }
  interface Place { counties: [City!]! }
  type City implements Place { counties: [City!]!, names: [String!]!, city: City, streets(first: Int): Streets, rivers(first: Int): Streets }
  type Streets { nodes: [City!]! }`);

const whole = (asked: Asked) => {
  try {
    refuseTooMuch(asked, defaultLimits, schema);
    return null;
  } catch (error) {
    return (error as { message: string }).message;
  }
};
const over = (asked: Asked) => whole(asked)?.replace(/^.* \/ The request is over the limit /, '') ?? null;
const list = (first: number | string, inner = 'id') => `list(first: ${first}) { nodes { ${inner} } }`;

test('lists within lists are told by what they can come to, before anything is read', () => {
  // 100 + 100 * 100 + 100 * 100 * 6, and so on.
  expect(over({ query: `{ ${list(100, list(100, list(6)))} }` })).toBeNull();
  expect(over({ query: `{ ${list(100, list(100, list(7)))} }` })).toMatch(/^rows: 80100 of at most 80000/);
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
    { query: `{ ${Array.from({ length: 8 }, (_, i) => `a${i}: ${list(100, list(100))}`).join(' ')} }` },
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

test.each<[string, Asked, string, string]>([
  [
    'of rows',
    { query: `{ ${list(100, list(100, list(7)))} }` },
    '请减小各列表的 first',
    'fewer per page (first, 20',
  ],
  ['of fields', { query: `{ ${'a '.repeat(1_501)} }` }, '请拆成几个较小的请求', 'Split it into smaller ones'],
])('who is refused is told what to do, in both languages: %s', (_, asked, zh, en) => {
  const [chinese, english] = whole(asked)!.split(' / ');
  expect(chinese).toContain(zh);
  expect(english).toContain(en);
});

test('a page of twenty is meant where none is said, and what a variable says counts', () => {
  const usual = 'list { nodes { id ';
  expect(over({ query: `{ ${usual.repeat(3)} ${'} }'.repeat(3)} }` })).toBeNull();
  expect(over({ query: `{ ${usual.repeat(4)} ${'} }'.repeat(4)} }` })).toMatch(/^rows: 168420 of/);
  const asked = { query: `query ($n: Int) { ${list('$n', list('$n', list('$n')))} }` };
  expect(over({ ...asked, variables: { n: 42 } })).toBeNull();
  expect(over({ ...asked, variables: { n: 43 } })).toMatch(/^rows: 81399 of/);
});

test('a list without pages is taken for 8 long, as the schema has it, and for 25 where it is asked again beside', () => {
  const two = 'counties { streets(first: 100) { nodes { names } } }';
  const rivers = (first: number, inner: string) =>
    `{ city { rivers(first: ${first}) { nodes { ${inner} } } } }`;
  // 98 * (1 + 8 * (1 + 100))
  expect(over({ query: rivers(98, two) })).toBeNull();
  expect(over({ query: rivers(99, two) })).toMatch(/^rows: 80091 of/);
  // 24 * (1 + (8 + 25) * (1 + 100))
  expect(over({ query: rivers(23, `a: ${two} b: ${two}`) })).toBeNull();
  expect(over({ query: rivers(24, `a: ${two} b: ${two}`) })).toMatch(/^rows: 80016 of/);

  const many = Array.from({ length: 33 }, (_, i) => `a${i}: ${two}`).join(' ');
  const within = Array.from({ length: 33 }, (_, i) => `a${i}: city { ...B }`).join(' ');
  for (const query of [
    `{ city { ...A } } fragment A on City { ${many} }`,
    `{ city { ...A } } fragment A on Place { ${many} }`,
    `{ city { ... on Place { ${many} } } }`,
    `{ city { ... { ${many} } } }`,
    `{ city { ${within} } } fragment B on City { ${two} }`,
    rivers(1, many),
    `query A { __typename } query B { city { ${many} } }`,
  ])
    // (8 + 32 * 25) * (1 + 100)
    expect([query, over({ query })]).toEqual([query, expect.stringMatching(/^rows: 8160[89] of/)]);
});

test('a list that comes again within itself counts double at each turn, with or without pages', () => {
  const circle = (open: string, turns: number) =>
    `{ city { ${`${open} { city { `.repeat(turns)} names ${'} }'.repeat(turns)} } }`;
  // 50 * (1 + 50 * (1 + 8))
  expect(over({ query: circle('counties', 3) })).toBeNull();
  expect(over({ query: circle('counties', 4) })).toMatch(/^rows: 1127550 of/);

  const streets = (inner: string) => `streets(first: 100) { nodes { ${inner} } }`;
  expect(over({ query: `{ city { ${streets(streets('names'))} } }` })).toBeNull();
  expect(over({ query: `{ city { ${streets(streets(streets('names')))} } }` })).toMatch(/^rows: 4040200 of/);
  // By a fragment as well.
  const within =
    'fragment A on City { streets(first: 100) { nodes { streets(first: 100) { nodes { names } } } } }';
  expect(over({ query: `{ city { ${streets('...A')} } } ${within}` })).toMatch(/^rows: 4040200 of/);
});

test('each field counts as often as it can come, so that few rows cannot be as wide as one likes', () => {
  const page = (fields: number) =>
    `{ city { streets(first: 100) { nodes { rivers(first: 100) { nodes { ${Array.from({ length: fields }, (_, i) => `a${i}: names`).join(' ')} } } } } } }`;
  expect(over({ query: page(19) })).toBeNull();
  // The city, its streets and their nodes; of each street its rivers and their nodes; 20 of each river.
  expect(over({ query: page(20) })).toMatch(/^values: 200203 of at most 200000/);
});

test.each([
  ['fields', '{ a '.repeat(1_600) + '} '.repeat(1_600)],
  ['inline fragments', `{ a ${'... { '.repeat(1_200)} a ${'} '.repeat(1_200)} }`],
  [
    'fragments',
    `{ a { ...f0 } } ${Array.from({ length: 600 }, (_, i) => `fragment f${i} on A { ...f${i + 1} }`).join(' ')} fragment f600 on A { a }`,
  ],
])('nobody comes to the end of the stack by %s', (_, query) => {
  expect(over({ query })).toMatch(/^depth: \d+ of at most 16/);
});

test('each entity that is asked for is a row, with the lists within it', () => {
  const within = '... on City { streets(first: 100) { nodes { names } } }';
  const query = `query ($r: [String!]!) { _entities(representations: $r) { ${within} } }`;
  const variables = (count: number) => ({ r: Array.from({ length: count }, () => 'x') });

  expect(over({ query, variables: variables(792) })).toBeNull();
  expect(over({ query, variables: variables(793) })).toMatch(/^rows: 80093 of/);
  // As a GET has it.
  expect(over({ query, variables: JSON.stringify(variables(793)) })).toMatch(/^rows: 80093 of/);
  const list = JSON.stringify(variables(793).r);
  const usual = query.replace('!]!)', `!]! = ${list})`);
  expect(over({ query: usual })).toMatch(/^rows: 80093 of/);
  expect(
    over({
      query: `query ($r: [String!]! = []) ${query.slice(query.indexOf('{'))} `,
      variables: variables(1_001),
    }),
  ).toMatch(/^entities: 1001 of/);
});
