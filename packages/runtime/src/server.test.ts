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

beforeEach(async () => {
  lines = [];
  parts = { database: 'ok', broker: 'ok' };
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const schema = buildSchema('type Query { slow: String, broken: String }');
  Object.assign(schema.getQueryType()!.getFields()['slow']!, { resolve: () => held.then(() => 'done') });
  Object.assign(schema.getQueryType()!.getFields()['broken']!, {
    resolve: () => {
      throw new Error('SELECT secret FROM owner');
    },
  });
  server = await startGraphqlServer({
    name: 'tester',
    port: 0,
    source: { schema },
    identity: async () => publicClaims,
    context: () => ({}),
    health: { ready: async () => parts },
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

test('it is ready while all that it needs answers, and otherwise says what does not', async () => {
  const ready = () => fetch(new URL('/readyz', server.url));
  expect((await ready()).status).toBe(200);

  parts = { database: 'ok', broker: 'Error: connect ECONNREFUSED' };
  const answer = await ready();
  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({ status: 'not ready', ...parts });
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

test('a browser at either address finds the query page, and nothing of it comes from elsewhere', async () => {
  const page = await fetch(server.url, { headers: { accept: 'text/html,*/*;q=0.8' } });
  expect(new URL(page.url).pathname).toBe('/');
  const html = await page.text();
  expect(html).toContain('Anju 安居 · tester');
  expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
});

test('its schema is told or not, as configured', async () => {
  const question = '{ __schema { queryType { name } } }';
  expect(await (await ask(question)).json()).toMatchObject({ data: {} });

  const silent = await startGraphqlServer({
    name: 'silent',
    port: 0,
    source: { schema: buildSchema('type Query { a: String }') },
    identity: async () => publicClaims,
    context: () => ({}),
    health: { ready: async () => ({}) },
    log: pino({ level: 'silent' }),
    introspection: false,
  });
  const answer = await fetch(silent.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: question }),
  });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('introspection');
  await silent.stop();
});
