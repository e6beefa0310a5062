import { setTimeout as wait } from 'node:timers/promises';
import { buildSchema } from 'graphql';
import pino from 'pino';
import { publicClaims } from './caller';
import { type RunningServer, startGraphqlServer } from './server';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

let server: RunningServer;
let lines: Record<string, unknown>[];
let parts: Record<string, string>;
let letGo: () => void;
let lost: Error;

beforeEach(async () => {
  lines = [];
  parts = { database: 'ok', broker: 'ok' };
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const schema = buildSchema(`
    enum Colour { RED, GREEN }
    type Query { slow(colour: Colour): String, broken: String, lost: String }`);
  Object.assign(schema.getQueryType()!.getFields()['slow']!, { resolve: () => held.then(() => 'done') });
  Object.assign(schema.getQueryType()!.getFields()['broken']!, {
    resolve: () => {
      throw new Error('SELECT secret FROM owner');
    },
  });
  Object.assign(schema.getQueryType()!.getFields()['lost']!, { resolve: () => Promise.reject(lost) });
  server = await startGraphqlServer({
    name: 'tester',
    port: 0,
    source: { schema },
    identity: async () => publicClaims,
    context: () => ({}),
    ready: async () => ({ ready: parts['database'] === 'ok', parts }),
    log: pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) }),
  });
});
afterEach(async () => {
  letGo();
  await server.stop();
});

const ask = (query: string, headers: Record<string, string> = {}) =>
  fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
const logged = (msg: string) => lines.filter((line) => line['msg'] === msg);

async function until(holds: () => boolean) {
  for (let tries = 0; !holds() && tries < 500; tries++) await wait(10);
  expect(holds()).toBe(true);
}

test('asked to stop, it answers what is under way and takes nothing new', async () => {
  const underWay = ask('{ slow }');
  // The request is inside once another, sent later, has been answered.
  await ask('{ __typename }');

  let stopped = false;
  const stopping = server.stop().then(() => (stopped = true));
  await expect(ask('{ __typename }')).rejects.toThrow('fetch failed');
  expect(stopped).toBe(false);

  letGo();
  expect(await (await underWay).json()).toEqual({ data: { slow: 'done' } });
  await stopping;
});

test('it says whether requests may be sent to it, and what does not answer', async () => {
  const ready = async () => {
    const response = await fetch(new URL('/readyz', server.url));
    return { http: response.status, ...((await response.json()) as object) };
  };
  expect(await ready()).toEqual({ http: 200, status: 'ok', database: 'ok', broker: 'ok' });

  parts = { database: 'ok', broker: 'away' };
  expect(await ready()).toEqual({ http: 200, status: 'in part', database: 'ok', broker: 'away' });

  parts = { database: 'away', broker: 'ok' };
  expect(await ready()).toEqual({ http: 503, status: 'not ready', database: 'away', broker: 'ok' });
  expect((await fetch(new URL('/healthz', server.url))).status).toBe(200);
});

test('each request has its line in the log, with the ids by which it is found again', async () => {
  const answer = await ask('{ __typename }', { 'x-request-id': 'from-the-client', traceparent });
  expect(answer.headers.get('x-request-id')).toBe('from-the-client');

  await until(() => logged('request').length === 1);
  expect(logged('request')).toMatchObject([
    { requestId: 'from-the-client', traceId: traceparent.split('-')[1], status: 200, ms: expect.any(Number) },
  ]);
});

test('a trace of zeros is none, and a new one is begun', async () => {
  const [none, noParent] = [
    traceparent.replace(/-\w{32}-/, `-${'0'.repeat(32)}-`),
    traceparent.replace(/-\w{16}-/, `-${'0'.repeat(16)}-`),
  ];
  for (const each of [none, noParent]) await ask('{ __typename }', { traceparent: each });

  await until(() => logged('request').length === 2);
  const traces = logged('request').map(({ traceId }) => traceId);
  expect(traces).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), expect.stringMatching(/^[0-9a-f]{32}$/)]);
  for (const trace of traces) expect(['0'.repeat(32), traceparent.split('-')[1]]).not.toContain(trace);
});

test('what breaks inside is in the log, and the answer has only the id to ask by', async () => {
  const { errors } = (await (await ask('{ broken }')).json()) as { errors: any[] };

  expect(errors).toMatchObject([
    {
      message: 'Internal error.',
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) },
    },
  ]);
  expect(JSON.stringify(errors)).not.toContain('secret');
  const [line] = logged('field failed');
  expect(line).toMatchObject({ requestId: errors[0].extensions.requestId });
  expect(JSON.stringify(line)).toContain('SELECT secret');
});

describe('a database that is away', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED db.city:3306'), {
    code: 'ECONNREFUSED',
    fatal: true,
  });

  test.each<[string, Error]>([
    ['is not reached', refused],
    ['went in the midst of a statement', new Error('not decided', { cause: refused })],
    ['shuts down', Object.assign(new Error('Server shutdown in progress'), { errno: 1053 })],
    ['is given up by the pool', new Error('Pool is closed.')],
    ['is outside of its cluster', Object.assign(new Error('WSREP has not yet prepared'), { errno: 1047 })],
  ])('is told as such where it %s, and asked again is right', async (_, error) => {
    lost = error;
    const answer = await ask('{ lost }');
    const text = await answer.text();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect(JSON.parse(text)).toMatchObject({
      errors: [
        {
          message: expect.stringMatching(/^服务 tester 的数据库暂时没有应答.*同一个.*same idempotencyKey/),
          path: ['lost'],
          extensions: { code: 'SERVICE_UNAVAILABLE', requestId: expect.any(String) },
        },
      ],
    });
    expect(text).not.toContain('db.city');
    expect(JSON.stringify(logged('field failed'))).toContain(error.message);
  });

  test('is another matter than one that is full, which is said', async () => {
    lost = new Error('not decided', { cause: Object.assign(new Error("'x' is full"), { errno: 1114 }) });
    const answer = await ask('{ lost }');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await answer.json()).toMatchObject({
      errors: [
        {
          message: expect.stringMatching(
            /^服务 tester 的数据库没有空间了，未作任何更改.* has no room left, and nothing/,
          ),
          extensions: { code: 'SERVICE_UNAVAILABLE' },
        },
      ],
    });
  });

  test('is another matter than rows that others do not let go of, which is said', async () => {
    lost = Object.assign(new Error('Lock wait timeout exceeded'), { errno: 1205 });
    const answer = await ask('{ lost }');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await answer.json()).toMatchObject({
      errors: [
        {
          message: expect.stringMatching(
            /^服务 tester 的相同数据正被他人办理.*请稍后再试.* \/ Others are changing/,
          ),
          extensions: { code: 'SERVICE_UNAVAILABLE' },
        },
      ],
    });
  });

  test('takes nothing from what was answered', async () => {
    lost = refused;
    const answer = await ask('{ __typename lost }');
    expect([answer.status, await answer.json()]).toMatchObject([200, { data: { lost: null } }]);
  });

  test('is not what another connection that is refused means, nor a statement that is', async () => {
    for (const fault of [{ code: 'ECONNREFUSED' }, { errno: 1064, fatal: false }]) {
      lost = Object.assign(new Error('no'), fault);
      const answer = await ask('{ lost }');
      expect([answer.status, await answer.json()]).toMatchObject([
        200,
        { errors: [{ message: 'Internal error.' }] },
      ]);
    }
  });
});

test('a browser at either address finds the query page, and nothing of it comes from elsewhere', async () => {
  const page = await fetch(server.url, { headers: { accept: 'text/html,*/*;q=0.8' } });
  expect(new URL(page.url).pathname).toBe('/');
  const html = await page.text();
  expect(html).toContain('Anju 安居 · tester');
  expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
});

test('where it cannot listen it says why, and what to choose instead', async () => {
  const startAt = (at: { port: number; host?: string }) =>
    startGraphqlServer({
      name: 'second',
      ...at,
      source: { schema: buildSchema('type Query { a: String }') },
      identity: async () => publicClaims,
      context: () => ({}),
      ready: async () => ({ ready: true, parts: {} }),
      log: pino({ level: 'silent' }),
    });
  const port = Number(new URL(server.url).port);
  await expect(startAt({ port })).rejects.toThrow(
    new RegExp(`端口 ${port} 已被占用.* / .*choose another port`),
  );
  // An address that is kept for examples (RFC 5737).
  await expect(startAt({ port: 0, host: '192.0.2.1' })).rejects.toThrow(
    /^second: HOST 192\.0\.2\.1 不是本机的地址.* \/ second: HOST .*Write 127\.0\.0\.1/,
  );
});

test.each<[query: string, variables: object, says: string]>([
  [
    '{ slow(colour: BLUE) }',
    {},
    'Colour 没有“BLUE”这个选项。可选：RED、GREEN。请改正后再提交。 / Value "BLUE"',
  ],
  ['query ($c: Colour) { slow(colour: $c) }', { c: '蓝' }, 'c：Colour 没有“蓝”这个选项。可选：RED、GREEN。'],
  [
    '{ slwo }',
    {},
    '查询有误。第 1 行第 3 列：Query 没有字段 slwo。是否指 "slow"。 / Cannot query field "slwo"',
  ],
  ['{ slow( }', {}, '查询有误。第 1 行第 9 列：语法有误，此处应为 Name，实为 "}"。 / Syntax Error'],
])('%s with %j is refused in both languages, with what to write', async (query, variables, says) => {
  const answer = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { errors } = (await answer.json()) as { errors: { message: string }[] };
  expect([answer.status, errors[0]!.message.slice(0, says.length)]).toEqual([400, says]);
});

test('its schema is told or not, as configured', async () => {
  const question = '{ __schema { queryType { name } } }';
  expect(await (await ask(question)).json()).toMatchObject({ data: {} });

  const silent = await startGraphqlServer({
    name: 'silent',
    port: 0,
    source: { schema: buildSchema('enum Colour { RED } type Query { apple(colour: Colour): String }') },
    identity: async () => publicClaims,
    context: () => ({}),
    ready: async () => ({ ready: true, parts: {} }),
    log: pino({ level: 'silent' }),
    introspection: false,
  });
  for (const [query, says] of [
    [question, 'introspection'],
    ['{ aple }', 'Query 没有字段 aple。'],
    ['{ apple(colour: RDE) }', 'Colour 没有“RDE”这个选项。请改正后再提交。'],
  ]) {
    const answer = await fetch(silent.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(answer.status).toBe(400);
    const text = await answer.text();
    expect(text).toContain(says);
    expect(text).not.toMatch(/Did you mean|是否指|apple|RED|可选/);
  }
  await silent.stop();
});

describe('a request that cannot be taken', () => {
  const get = (search: string) =>
    fetch(`${server.url}?${search}`, { headers: { 'apollo-require-preflight': 'yes' } });
  const post = (body: unknown) =>
    fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const tooMany = `{ ${Array.from({ length: 40 }, (_, i) => `nothing${i}`).join(' ')} }`;
  const onlyTheLimit = [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED', limit: 'rootFields' } }];

  test.each<[string, () => Promise<Response>]>([
    ['by POST', () => ask(tooMany)],
    ['by GET', () => get(`query=${encodeURIComponent(tooMany)}`)],
    // A parser that gave up after so many would not see the query, and Apollo would.
    [
      'by GET, behind a thousand others',
      () => get(`${'a&'.repeat(1_100)}query=${encodeURIComponent(tooMany)}`),
    ],
  ])('that asks for too much is not even validated: %s', async (_, send) => {
    const answer = await send();
    expect(answer.status).toBe(400);
    const { errors } = (await answer.json()) as { errors: unknown[] };
    expect(errors).toMatchObject(onlyTheLimit);
    expect(errors).toHaveLength(1);
  });

  const hash = { persistedQuery: { version: 1, sha256Hash: 'abc' } };
  test.each<[string, number, () => Promise<Response>]>([
    ['without a query', 400, () => post({ operationName: 'A' })],
    ['with a query that is no text', 400, () => post({ query: ['{ slow }'] })],
    [
      'with an operation that is not there',
      400,
      () => post({ query: '{ slow }', operationName: '小\u0000' }),
    ],
    ['with an operation name that is no text', 400, () => post({ query: '{ slow }', operationName: {} })],
    ['that accepts something else', 406, () => ask('{ slow }', { accept: 'text/xml' })],
    // As the protocol of such queries has it: its client then sends the text.
    ['that names a query by its hash', 200, () => post({ extensions: hash })],
    ['that names its query by another hash', 200, () => post({ query: '{ slow }', extensions: hash })],
    [
      'by another method',
      405,
      () => fetch(server.url, { method: 'PUT', headers: { 'content-type': 'application/json' } }),
    ],
    ['at no address of ours', 404, () => fetch(new URL('/nothing', server.url))],
    ['with a parameter twice', 400, () => get('query={__typename}&query={__typename}')],
  ])('%s is refused in both languages, and is no fault of ours', async (_, status, send) => {
    const answer = await send();
    const { errors } = (await answer.json()) as { errors: any[] };
    expect([answer.status, errors[0].message]).toEqual([
      status,
      expect.stringMatching(/[一-鿿]+.* \/ .*[a-z]/),
    ]);
    expect(errors[0].extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
    expect(logged('field failed')).toEqual([]);
  });

  test('whose answer nobody would take is not carried out', async () => {
    const answer = await ask('{ broken }', { accept: 'text/xml' });
    expect(answer.status).toBe(406);
    expect(logged('field failed')).toEqual([]);
    for (const accept of ['*/*', 'application/graphql-response+json', 'text/html, application/json;q=0.1'])
      expect((await ask('{ __typename }', { accept })).status).toBe(200);
  });

  test('leaves in the log no name that can be none', async () => {
    await post({ query: 'query A { __typename }', operationName: 'x'.repeat(10_000) });
    await post({ query: 'query A { __typename }', operationName: 'A' });
    await until(() => logged('request').length === 2);
    expect(logged('request').map(({ operation }) => operation)).toEqual([undefined, 'A']);
  });
});
