import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { composeServices } from '@apollo/composition';
import { publicClaims } from '@anju/runtime/caller';
import { createIdentity } from '@anju/runtime/identity';
import { createLog } from '@anju/runtime/request-log';
import type { RunningServer } from '@anju/runtime/server';
import { parse } from 'graphql';
import { startGateway } from './gateway';

test('it tells nobody of itself: whoever it calls is on this machine', async () => {
  const connect = jest.spyOn(Socket.prototype, 'connect');
  const gateway = await startGateway({
    port: 0,
    identity: createIdentity({ issuer: 'urn:nobody', jwks: { keys: [] } }),
    log: createLog('gateway', 'silent'),
  });
  const answer = await fetch(new URL('/healthz', gateway.url));
  expect(answer.status).toBe(200);
  await gateway.stop();

  // A call names its host in the first argument, or in the list that node makes of all arguments.
  const called = connect.mock.calls.map(([first]) => {
    const [options] = [first].flat() as unknown as [{ host?: string }];
    return options.host;
  });
  expect(called.filter((host) => host !== '127.0.0.1')).toEqual([]);
  connect.mockRestore();
});

describe('on a supergraph that is none of ours', () => {
  const folder = mkdtempSync(join(tmpdir(), 'anju-gateway-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const sdl = (fields: string) =>
    parse(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
    type Query { ${fields} }`);

  let headers: IncomingHttpHeaders;
  let readyAnswer: number | 'none' = 200;
  let connections = 0;
  let probes = 0;
  let answer: object;
  let books: Server;
  let gateway: RunningServer;

  beforeEach(() => (answer = { data: { title: '论语' } }));
  beforeAll(async () => {
    books = createServer((request, response) => {
      if (request.url === '/readyz') {
        probes++;
        if (readyAnswer !== 'none') response.writeHead(readyAnswer).end('Error: connect 10.0.0.1:3306');
        return;
      }
      ({ headers } = request);
      request.resume().once('end', () => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(answer));
      });
    });
    books.on('connection', () => connections++);
    await new Promise<void>((resolve) => books.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(books.address() as AddressInfo).port}/graphql`;
    const { supergraphSdl } = composeServices([
      { name: 'books', url, typeDefs: sdl('title: String') },
      // Nobody listens there.
      { name: 'films', url: 'http://127.0.0.1:9/graphql', typeDefs: sdl('film: String') },
    ]);
    const supergraph = join(folder, 'supergraph.graphql');
    writeFileSync(supergraph, supergraphSdl!);
    gateway = await startGateway({
      port: 0,
      supergraph,
      identity: async () => publicClaims,
      log: createLog('gateway', 'silent'),
    });
  });
  afterAll(async () => {
    await gateway?.stop();
    books.close();
  });

  const ask = async (query: string, more: Record<string, string> = {}) => {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...more },
      body: JSON.stringify({ query }),
    });
    return (await response.json()) as { data: unknown; errors?: any[] };
  };

  test('it answers, and passes on who asks, in which language and in which trace, and nothing else', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const passed = { authorization: 'Bearer a.b.c', 'accept-language': 'en', traceparent };
    const kept = {
      cookie: 'session=1',
      'x-user': 'admin',
      'x-forwarded-for': '10.0.0.1',
      forwarded: 'for=1',
    };

    expect(await ask('{ title }', { ...passed, ...kept })).toEqual({ data: { title: '论语' } });
    expect(headers).toMatchObject(passed);
    const own = ['host', 'connection', 'content-type', 'content-length', 'accept'];
    expect(
      Object.keys(headers)
        .filter((name) => !own.includes(name))
        .toSorted(),
    ).toEqual(Object.keys(passed).toSorted());
  });

  test('started by itself it runs on the supergraph that its environment names, and in production knows who asks', async () => {
    const start = (env: Record<string, string>) =>
      spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'main.ts')], {
        env: { SUPERGRAPH: join(folder, 'supergraph.graphql'), PORT: '0', AUTH: 'off', ...env },
      });
    const gateway = start({});
    let url: string | undefined;
    for await (const line of createInterface({ input: gateway.stdout })) {
      ({ url } = JSON.parse(line));
      if (url) break;
    }
    const response = await fetch(url!, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ title }' }),
    });
    gateway.kill('SIGTERM');
    expect(await response.json()).toEqual({ data: { title: '论语' } });
    expect(await once(gateway, 'exit')).toEqual([0, null]);

    const refused = start({ NODE_ENV: 'production' });
    const [why] = (await once(createInterface({ input: refused.stderr }), 'line')) as [string];
    expect(why).toContain('AUTH=off is refused with NODE_ENV=production');
  });

  test.each([
    [
      'GRAPHQL_VALIDATION_FAILED',
      '请求超出限制 entities：2401，最多 1000。 / The request is over the limit.',
    ],
    ['BAD_REQUEST', '请求体过大，最多 256 KiB。 / The body is too large: at most 256 KiB.'],
    ['GRAPHQL_VALIDATION_FAILED', '查询过长。 / Syntax Error: Document contains more that 5000 tokens.'],
  ])('what a subgraph refuses by a limit is refused here, in its words: %s', async (code, message) => {
    answer = { errors: [{ message, extensions: { code, limit: 'entities' } }] };
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ title }' }),
    });
    expect(response.status).toBe(400);
    const { errors } = (await response.json()) as { errors: unknown[] };
    expect(errors).toMatchObject([{ message, extensions: { code, limit: 'entities' } }]);
  });

  test('that the database of a subgraph is away is said here in its words, and is no answer', async () => {
    const message = '服务 books 的数据库暂时没有应答。 / The database of the service books does not answer.';
    answer = {
      data: { title: null },
      errors: [{ message, path: ['title'], extensions: { code: 'SERVICE_UNAVAILABLE' } }],
    };
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ title }' }),
    });
    expect([response.status, await response.json()]).toMatchObject([
      503,
      { errors: [{ message, extensions: { code: 'SERVICE_UNAVAILABLE' } }] },
    ]);
  });

  test('one connection to a subgraph serves one request after another', async () => {
    await ask('{ title }');
    const before = connections;
    for (let i = 0; i < 5; i++) await ask('{ title }');
    expect(connections).toBe(before);
  });

  test('a subgraph that is down is named, and the others answer', async () => {
    const { data, errors } = await ask('{ title film }');

    expect(data).toEqual({ title: '论语', film: null });
    expect(errors).toMatchObject([
      { extensions: { code: 'SUBGRAPH_UNAVAILABLE', requestId: expect.any(String) } },
    ]);
    expect(errors![0].message).toContain('films');
    expect(JSON.stringify(errors)).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|\.ts:\d/);
  });

  test('where a subgraph is down and nothing is answered, the status says so', async () => {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ film }' }),
    });
    expect([response.status, response.headers.get('retry-after'), await response.json()]).toMatchObject([
      503,
      '5',
      { data: { film: null }, errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] },
    ]);
  });

  test('it is ready while any subgraph is, and says how each one stands', async () => {
    const ready = async () => {
      const response = await fetch(new URL('/readyz', gateway.url));
      return [response.status, await response.json()];
    };
    expect(await ready()).toEqual([
      200,
      { status: 'in part', supergraph: 'ok', books: 'ok', films: 'no answer' },
    ]);

    // Somebody else's has no such address.
    readyAnswer = 404;
    expect((await ready())[1]).toMatchObject({ books: 'ok' });

    readyAnswer = 503;
    expect(await ready()).toEqual([
      503,
      { status: 'not ready', supergraph: 'ok', books: 'not ready', films: 'no answer' },
    ]);

    // One that takes the question and never answers it keeps nobody waiting, and is asked once by a crowd.
    readyAnswer = 'none';
    const before = { probes, at: Date.now() };
    const crowd = await Promise.all(Array.from({ length: 20 }, ready));
    expect(new Set(crowd.map((each) => JSON.stringify(each)))).toEqual(
      new Set([
        JSON.stringify([
          503,
          { status: 'not ready', supergraph: 'ok', books: 'no answer', films: 'no answer' },
        ]),
      ]),
    );
    expect(Date.now() - before.at).toBeLessThan(3_000);
    expect(probes - before.probes).toBe(1);
    readyAnswer = 200;
  });

  test('a supergraph that is not there is asked for by its name', async () => {
    const missing = { port: 0, supergraph: join(folder, 'none.graphql'), identity: async () => publicClaims };
    await expect(startGateway({ ...missing, log: createLog('gateway', 'silent') })).rejects.toThrow(
      `Cannot read the supergraph ${missing.supergraph}. Put SUPERGRAPH right, or compose it first: pnpm compose`,
    );
  });
});
