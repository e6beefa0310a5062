import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultLimits } from '@anju/runtime/limits';
import { openSandbox, type Sandbox } from '@anju/runtime/sandbox';
import { type CityInOneProcess, startCity } from './city';
import { offices } from './officers';
import { services } from './services';

jest.setTimeout(120_000);

let city: CityInOneProcess;
let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'anju-limits-'));
  sandbox = await openSandbox(folder);
  city = await startCity({ sandbox, logLevel: 'silent', port: 0 });
});
afterAll(async () => {
  await city?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const places = ['gateway', ...services.map(({ name }) => name)];
const urlOf = (place: string) => (place === 'gateway' ? city.url : city.subgraphs[place]!);

async function post(place: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(urlOf(place), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text, answer: JSON.parse(text) as { data?: any; errors?: any[] } };
}

const times = (count: number, write: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => write(i));
const nested = (count: number) => `${'['.repeat(count)}1${']'.repeat(count)}`;
const nestedObjects = (count: number) => `${'{a:'.repeat(count)}1${'}'.repeat(count)}`;
/** `clock` is everywhere, and `type` of a type is as deep as one likes. */
const deep = (levels: number) =>
  `{ __type(name: "Query") ${'{ fields { type '.repeat(levels)}{ name }${' } }'.repeat(levels)} }`;

/** Not validated, or it would be told of fields that are not there as well. */
const deepNothing = `${'{ nothing '.repeat(40)}${'}'.repeat(40)}`;

const { depth, aliases, rootFields, literalDepth, tokens, fields, entities } = defaultLimits;
const { bodyBytes, publicBodyBytes } = defaultLimits;

/** More than this, by what is around it. */
const bodyOf = (bytes: number) => ({ query: '{ __typename }', variables: { a: 'x'.repeat(bytes) } });

const refused: readonly [what: string, body: unknown, status: number, says: RegExp][] = [
  ['too deep', { query: deep(depth) }, 400, /limit depth: \d+ of at most 16/],
  [
    'too many aliases',
    { query: `{ clock { now ${times(aliases + 1, (i) => `a${i}: now`).join(' ')} } }` },
    400,
    /limit aliases: 61 of at most 60/,
  ],
  [
    'too many fields at the root',
    { query: `{ ${times(rootFields + 1, (i) => `a${i}: __typename`).join(' ')} }` },
    400,
    /limit rootFields: 31 of at most 30/,
  ],
  [
    'too many __typename',
    { query: `{ clock { ${times(fields + 1, () => '__typename').join(' ')} } }` },
    400,
    /limit fields: \d+ of at most 1500/,
  ],
  [
    'too many tokens',
    { query: `{ ${times(tokens, () => '__typename').join(' ')} }` },
    400,
    /查询过长.*token/i,
  ],
  [
    'fifty lists within each other in one literal',
    { query: `{ __type(name: ${nested(50)}) { name } }` },
    400,
    /limit literalDepth: 50 of at most 8/,
  ],
  [
    'fifty objects within each other in one literal',
    { query: `{ __type(name: ${nestedObjects(50)}) { name } }` },
    400,
    /limit literalDepth: 50 of at most 8/,
  ],
  [
    'as much in the default of a variable',
    { query: `query ($a: [String] = ${nested(50)}) { __typename }` },
    400,
    /limit literalDepth/,
  ],
  [
    'a bomb of fragments',
    {
      query: `{ clock { ...f0 } } ${times(12, (i) => `fragment f${i} on Clock { ...f${i + 1} ...f${i + 1} }`).join(' ')} fragment f12 on Clock { now }`,
    },
    400,
    /limit fields: 4097 of at most 1500/,
  ],
  [
    'an operation that is not there',
    { query: 'query A { __typename }', operationName: 'B' },
    400,
    /没有所指名的操作.*no operation of that name/,
  ],
  [
    'several operations and no name',
    { query: 'query A { __typename } query B { __typename }' },
    400,
    /operation/i,
  ],
  [
    'several requests in one',
    [{ query: '{ __typename }' }, { query: '{ __typename }' }],
    400,
    /一次只能发送一个操作.*batch/i,
  ],
  ['no query', { operationName: 'A' }, 400, /query/i],
  ['an empty body', {}, 400, /body missing/i],
  [
    'what names no field of ours and is too deep',
    { query: deepNothing },
    400,
    /^[^/]+ \/ [^/]+limit depth: 40 of/,
  ],
  [
    'lists within lists',
    { query: '{ a(first: 100) { nodes { b(first: 100) { nodes { c(first: 100) { nodes { id } } } } } } }' },
    400,
    /limit rows: 1010100 of at most 80000/,
  ],
  ['a subscription', { query: 'subscription { __typename }' }, 400, /no subscriptions here/],
  ['what is no GraphQL', { query: '{ 小区 }' }, 400, /语法有误.*Syntax Error/],
  ['what is no JSON', '{"query": ', 400, /不是有效的 JSON.*JSON/],
  ['literals that no parser follows', { query: `{ a(b: ${nested(2_400)}) }` }, 400, /嵌套过深|literalDepth/],
  ['as deep as tokens allow', { query: '{ a '.repeat(1_660) + '} '.repeat(1_660) }, 400, /limit depth/],
  ['variables that are no object', { query: '{ __typename }', variables: [1] }, 400, /variables/i],
  [
    "a stranger's body that is too large",
    bodyOf(publicBodyBytes),
    413,
    /过大，最多 256 KiB。请登录.*Sign in/,
  ],
];

describe.each(places)('%s', (place) => {
  test.each(refused)('refuses %s', async (_, body, status, says) => {
    const { status: got, text, answer } = await post(place, body);
    expect([got, answer.data]).toEqual([status, undefined]);
    expect(answer.errors!.map(({ message }) => message).join()).toMatch(says);
    expect(answer.errors![0].extensions.requestId).toMatch(/^[\w-]{8,}$/);
    expect(text).not.toMatch(/node_modules|at \w+ \(|SELECT /);
  });

  test('takes what is just within a limit', async () => {
    const within = [
      `{ clock { ${times(aliases, (i) => `a${i}: now`).join(' ')} } }`,
      `{ ${times(rootFields, (i) => `a${i}: __typename`).join(' ')} }`,
      deep(2),
    ];
    for (const query of within) {
      const { status, answer } = await post(place, { query });
      expect([status, answer.errors, query.slice(0, 40)]).toEqual([200, undefined, query.slice(0, 40)]);
    }
    const { text } = await post(place, { query: `{ __type(name: ${nested(literalDepth)}) { name } }` });
    expect(text).not.toContain('literalDepth');
  });

  test('takes a large body from who is signed in, up to a size', async () => {
    const token = await sandbox.issuer.mint(offices.countyBureau, 60);
    const headers = { authorization: `Bearer ${token}` };
    expect((await post(place, bodyOf(bodyBytes - 100), headers)).status).toBe(200);
    const { status, text } = await post(place, bodyOf(bodyBytes), headers);
    expect([status, text]).toEqual([413, expect.stringContaining('12288 KiB. Split the file, or')]);
    // By which a gateway knows it for a limit, too.
    expect(text).toContain('"limit":"bodyBytes"');
  });

  test('lives, is ready, and changes nothing by GET', async () => {
    for (const path of ['/healthz', '/readyz'])
      expect((await fetch(new URL(path, urlOf(place)))).status).toBe(200);

    const mutation = 'mutation { advanceClock(to: "2022-06-07T00:00:00Z") { now } }';
    const get = (query: string) =>
      fetch(`${urlOf(place)}?query=${encodeURIComponent(query)}`, {
        headers: { 'apollo-require-preflight': 'yes' },
      });
    expect((await get('{ __typename }')).status).toBe(200);
    expect((await get(mutation)).status).toBeGreaterThanOrEqual(400);
    // A page of somebody else's cannot ask in its reader's name.
    expect((await fetch(`${urlOf(place)}?query=${encodeURIComponent('{ __typename }')}`)).status).toBe(400);
  });

  test('has a query page that needs nothing from elsewhere', async () => {
    const page = await (await fetch(new URL('/', urlOf(place)))).text();
    expect(page).toContain('GraphiQL');
    expect(page).toContain('A token goes under Headers');
    const asked = [...page.matchAll(/<(?:script|link|img)\b[^>]*\b(?:src|href)="([^"]+)"/g)].map(
      ([, url]) => url!,
    );
    expect(asked.filter((url) => /^(https?:)?\/\//.test(url))).toEqual([]);
    expect(page).not.toMatch(/unpkg\.com|jsdelivr\.net|cdnjs\.|esm\.sh/);
  });
});

test.each(services.map(({ name }) => name))(
  '%s takes as many representations as it may, and no more',
  async (place) => {
    const ask = (count: number) => {
      const representations = times(count, (i) => String(i)).map((code) => ({
        __typename: 'Division',
        code,
      }));
      const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
      return post(place, { query, variables: { r: representations } });
    };
    expect((await ask(entities)).status).toBe(200);
    const { status, answer } = await ask(entities + 1);
    expect([status, answer.data]).toEqual([400, undefined]);
    expect(answer.errors![0].message).toMatch(/limit entities: 1001 of at most 1000/);
  },
);

test.each(services.map(({ name }) => name))(
  '%s says so of an entity that it does not have',
  async (place) => {
    const query = '{ _entities(representations: [{ __typename: "Nothing", id: "1" }]) { __typename } }';
    const { status, answer } = await post(place, { query });
    expect([status, answer.errors![0].extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
    expect(answer.errors![0].message).toContain('representations[0]');
  },
);

test('a short way into very many rows is refused at every place that knows it, before it is taken', async () => {
  const circle = (rounds: number, leaf: string) =>
    `{ division(code: "140500") { ${'children { parent { '.repeat(rounds)}${leaf}${' } }'.repeat(rounds)} } }`;
  for (const place of ['gateway', 'governance']) {
    const { status, answer } = await post(place, { query: circle(4, 'code') });
    expect([place, status, answer.data]).toEqual([place, 400, undefined]);
    expect(answer.errors![0].message).toMatch(/limit rows: 1127550 of at most 80000/);
  }
  // A meeting has 20 questions at most: five megabytes of the same meeting's id.
  const ofMeeting = `{ assemblyMeeting(id: "mtg_1") { ${'questions { meeting { '.repeat(4)}id${' } }'.repeat(4)} } }`;
  const ofItsQuestions = await post('gateway', { query: ofMeeting });
  expect([ofItsQuestions.status, ofItsQuestions.answer.errors![0].extensions.limit]).toEqual([400, 'rows']);
  // 343 times the same city: contracts are asked for it once.
  const { status, text, answer } = await post('gateway', { query: circle(3, 'contracts { running }') });
  expect([status, answer.errors]).toEqual([200, undefined]);
  expect(text.match(/"running":0/g)).toHaveLength(7 ** 3);
});

/** What a board shows of each community, all of it at once; `page` is of every list within. */
const board = (communities: number, page = '') => `{
  communities(divisionCode: "140502", first: ${communities}) { nodes {
    name households division { name }
    projects${page} { nodes { name state money { kind amountFen } gates { gate state missing } communities { name } } }
    solicitations${page} { nodes { state contacted answers gate { shortOf } } }
    decisions${page} { nodes { outcome question { title meeting { id } } record { turnout { yes { heads areaDm2 } } } contract { id } } }
    contract { feeFenPerM2Month company { name } }
    maintenanceFund { balanceFen } maintenanceJobs${page} { nodes { state } } } } }`;

test('a board of 100 communities is taken with usual pages, and one of 50 with pages of 50 within; one of 100 with such is told to ask for fewer', async () => {
  for (const query of [board(100), board(50, '(first: 50)')]) {
    const { status, answer } = await post('gateway', { query });
    expect([status, answer.errors]).toEqual([200, undefined]);
  }
  const { status, answer } = await post('gateway', { query: board(100, '(first: 50)') });
  expect([status, answer.errors![0].extensions.limit]).toEqual([400, 'rows']);
  expect(answer.errors![0].message).toMatch(/请减小各列表的 first.* \/ .*Ask for fewer per page/);
});

test("a county's streets asked for sixty times of each of a hundred communities are refused, however they are written", async () => {
  const streets = 'children { name }';
  for (const [asked, rest = ''] of [
    [`division { ${times(60, (i) => `a${i}: ${streets}`).join(' ')} }`],
    [times(60, (i) => `a${i}: division { ${streets} }`).join(' ')],
    [times(60, (i) => `a${i}: division { ...F }`).join(' '), `fragment F on Division { ${streets} }`],
  ] as const)
    for (const place of ['gateway', 'governance']) {
      const query = `{ communities(first: 100) { nodes { ${asked} } } } ${rest}`;
      const { status, answer } = await post(place, { query });
      expect([place, status, answer.errors![0].extensions.limit]).toEqual([place, 400, 'rows']);
    }
});

test('representations in the default of a variable count at each use', async () => {
  const list = times(300, (i) => `{__typename:"Division",code:"${i}"}`).join(' ');
  const uses = times(4, (i) => `a${i}: _entities(representations: $r) { __typename }`).join(' ');
  const query = `query ($r: [_Any!]! = [${list}]) { ${uses} }`;
  const { status, answer } = await post('governance', { query });
  expect([status, answer.errors![0].extensions.limit]).toEqual([400, 'entities']);
});
