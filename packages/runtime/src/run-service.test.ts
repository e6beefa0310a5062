import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'graphql';
import { InvalidToken } from './identity';
import { createLocalIssuer } from './identity-local';
import { createLog } from './request-log';
import { readArguments, runService, surroundingsFrom } from './run-service';
import { openSandbox } from './sandbox';
import type { Service } from './service';
import { startGraphqlServer } from './server';
import { buildSubgraph, sharedSdl } from './subgraph';
import { runBareProcess } from './testing/bare-process';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'anju-run-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const from = (env: Record<string, string>, { signsEvidence = false } = {}) =>
  surroundingsFrom(
    { name: 'funding', port: 4102, signsEvidence },
    { ANJU_DATA: folder, ...env },
    createLog('test', 'silent'),
  );

/** An issuer elsewhere, whose keys are at hand as a file, and a token of its own. */
async function elsewhere() {
  const { issuer, jwks, mint } = await createLocalIssuer(join(folder, 'elsewhere'));
  const file = join(folder, 'jwks.json');
  writeFileSync(file, JSON.stringify(jwks));
  return {
    env: { OIDC_ISSUER: issuer, JWKS_FILE: file },
    bearer: `Bearer ${await mint({ sub: 'zhang', roles: ['FINANCE'] }, 60)}`,
  };
}
/** What production needs besides an issuer. */
const ofProduction = {
  DATABASE_URL: 'mariadb://127.0.0.1/funding',
  KAFKA_BROKERS: '127.0.0.1:9',
  PERSONAL_DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
};
const sandboxBearer = async () =>
  `Bearer ${await (await openSandbox(folder)).issuer.mint({ sub: 'li', roles: ['FINANCE'] }, 60)}`;

test('with nothing said it runs alone, on a file of its own, trusting the sandbox, and tells its schema', async () => {
  const around = await from({});

  expect(around).toMatchObject({ port: 4102, host: '127.0.0.1', introspection: true, keyDays: 30 });
  expect(around.databaseUrl).toBe(`sqlite:${join(folder, 'services/funding.db')}`);
  expect((await around.delivery.publisherFor('funding')).open()).toBe(false);
  expect(await around.identity(await sandboxBearer())).toMatchObject({ subject: 'li' });
  expect(around.clock()).toMatch(/^2022-06-06T01:00:0\d/);
});

test('an issuer that is named is the only one, in production and before', async () => {
  const { env, bearer } = await elsewhere();
  for (const more of [{}, { NODE_ENV: 'production', ...ofProduction }]) {
    const { identity } = await from({ ...env, ...more });
    expect(await identity(bearer)).toMatchObject({ subject: 'zhang' });
    await expect(identity(await sandboxBearer())).rejects.toThrow(InvalidToken);
  }
});

test('production has no clock that can be moved, no schema for strangers, and keys of its own', async () => {
  const { env } = await elsewhere();
  const around = await from({ ...env, NODE_ENV: 'production', ...ofProduction });

  expect(around).toMatchObject({ sandbox: null, introspection: false });
  expect(Math.abs(Date.parse(around.clock()) - Date.now())).toBeLessThan(60_000);
  expect(readdirSync(folder)).not.toContain('keys');
  for (const query of asksForTheSchema)
    expect(await askOf(around, query)).toEqual([query, 400, expect.not.stringContaining('lantern')]);
});

/** The last two are how one guesses: a name that is nearly right. */
const asksForTheSchema = [
  '{ _service { sdl } }',
  '{ s: _service { ... { sdl } } }',
  '{ __schema { queryType { fields { name } } } }',
  '{ lantrn }',
  'query ($of: Street) { lantern(of: $of) }',
];

/** What a stranger is told by a subgraph that runs so. */
async function askOf(around: Awaited<ReturnType<typeof from>>, query: string) {
  const server = await startGraphqlServer({
    ...around,
    name: 'tester',
    port: 0,
    source: {
      schema: buildSubgraph(
        parse(`${sharedSdl}
          extend type Query { lantern(of: Street): ID @access(roles: [PUBLIC]) }
          input Street { lantern: ID }`),
        [],
      ),
    },
    context: () => ({}),
    ready: async () => ({ ready: true, parts: {} }),
  });
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { of: { lantrn: '1' } } }),
  });
  await server.stop();
  return [query, response.status, await response.text()];
}

test('before production all of that is told', async () => {
  const around = await from({});
  for (const query of asksForTheSchema)
    expect(await askOf(around, query)).toEqual([
      query,
      expect.any(Number),
      expect.stringContaining('lantern'),
    ]);
});

test.each(['DATABASE_URL', 'KAFKA_BROKERS', 'OIDC_ISSUER', 'PERSONAL_DATA_KEY'])(
  'production without %s does not start',
  async (left) => {
    const { env } = await elsewhere();
    const all: Record<string, string> = {
      ...env,
      NODE_ENV: 'production',
      ...ofProduction,
    };
    delete all[left];
    await expect(from(all)).rejects.toThrow(`With NODE_ENV=production set ${left}.`);
  },
);

test('production needs a key for evidence where that is signed, and nowhere else', async () => {
  const { env } = await elsewhere();
  const all = { ...env, NODE_ENV: 'production', ...ofProduction };
  expect(await from(all)).toMatchObject({ evidenceKey: null });
  const signing = { signsEvidence: true };
  await expect(from(all, signing)).rejects.toThrow('With NODE_ENV=production set EVIDENCE_KEY.');
  const EVIDENCE_KEY = Buffer.alloc(32, 9).toString('base64');
  expect(await from({ ...all, EVIDENCE_KEY }, signing)).toMatchObject({
    evidenceKey: { thumbprint: expect.stringMatching(/^[\w-]{43}$/) },
  });
});

test('a path is where the command was typed, for every package that pnpm runs it in', async () => {
  const { env, bearer } = await elsewhere();
  mkdirSync(join(folder, 'typed'));
  const typed = { ANJU_DATA: '../here', HOLIDAYS_FILE: './years.json', INIT_CWD: join(folder, 'typed') };
  const around = await from({ ...env, ...typed, JWKS_FILE: '../jwks.json' });

  expect(around.databaseUrl).toBe(`sqlite:${join(folder, 'here/services/funding.db')}`);
  expect(existsSync(join(folder, 'here/keys'))).toBe(true);
  expect(await around.identity(bearer)).toMatchObject({ subject: 'zhang' });
  writeFileSync(join(folder, 'typed/years.json'), 'no JSON');
  expect(around.holidays).toThrow(join(folder, 'typed/years.json'));
});

test('what is written wrong is named, all of it', async () => {
  for (const name of ['PORT', 'LOG_LEVEL', 'IDEMPOTENCY_KEY_DAYS']) {
    const wrong = { PORT: '70000', LOG_LEVEL: 'loud', IDEMPOTENCY_KEY_DAYS: '0' };
    await expect(from(wrong)).rejects.toThrow(name);
  }
});

test('of words behind it only --demo is known, with or without the dashes that pnpm passes on', () => {
  expect(readArguments(['node', 'main.ts'], {})).toMatchObject({ demo: false });
  expect(readArguments(['node', 'main.ts', '--', '--demo'], {})).toMatchObject({ demo: true });
  expect(() => readArguments(['node', 'main.ts', '--dmo'], {})).toThrow(
    /没有这个选项 \/ Unknown option '--dmo'.*\[-- --demo\]/,
  );
});

test.each(['--help', '-h'])('%s says how it is called, and starts nothing', async (word) => {
  const said = jest.spyOn(console, 'log').mockReturnValue();
  await runService({ name: 'funding' } as Service, { ANJU_DATA: join(folder, 'none') }, ['', '', word]);
  expect(said.mock.calls.flat()).toEqual([expect.stringMatching(/^用法 \/ Usage: .*--demo/)]);
  expect(readdirSync(folder)).toEqual([]);
  said.mockRestore();
});

describe('a start that fails', () => {
  const code = process.exitCode;
  afterEach(() => {
    process.exitCode = code;
    jest.restoreAllMocks();
  });
  const fails = async (env: Record<string, string>, ...words: string[]) => {
    const toPerson = jest.spyOn(console, 'error').mockReturnValue();
    // It would end the tests.
    const exit = jest.spyOn(process, 'exit').mockReturnValue(undefined as never);
    const lines: string[] = [];
    const log = createLog('funding', 'info', { write: (line) => void lines.push(line) });
    const service = { name: 'funding', port: 0 } as Service;
    await runService(service, { ANJU_DATA: folder, ...env }, ['node', 'main.ts', ...words], log);
    expect(process.exitCode).toBe(1);
    expect(exit).toHaveBeenCalledWith();
    return { said: toPerson.mock.calls.flat(), logged: lines.join('') };
  };

  test.each<[mistake: string, env: Record<string, string>, word: string, says: RegExp]>([
    ['an unknown option', {}, '--bogus', /参数有误 \/ Wrong argument: .*--bogus.*用法 \/ Usage/],
    ['a port that is none', { PORT: 'abc' }, '', /环境变量有误：PORT: .+ \/ Invalid environment: PORT: /],
    [
      'too little',
      { NODE_ENV: 'production' },
      '',
      /须设置 DATABASE_URL、.+ \/ With NODE_ENV=production set /,
    ],
    [
      '--demo in production',
      { NODE_ENV: 'production', ...ofProduction },
      '--demo',
      /已设置 NODE_ENV=production、DATABASE_URL、KAFKA_BROKERS。请去掉 --demo.+Leave out --demo/,
    ],
    ['--demo on a database of others', { DATABASE_URL: 'sqlite:a.db' }, '--demo', /; DATABASE_URL is set\./],
    ['--demo among others', { KAFKA_BROKERS: 'a:1' }, '--demo', /; KAFKA_BROKERS is set\./],
    [
      'keys that are not there',
      { OIDC_ISSUER: 'https://a.cn', JWKS_FILE: 'no' },
      '',
      /无法读取 \/ Cannot read/,
    ],
  ])('by a mistake, as %s, says it to the person in a line', async (_, env, word, says) => {
    const { said, logged } = await fails(env, ...(word ? [word] : []));
    expect(said).toEqual([expect.stringMatching(says)]);
    expect(said[0]).not.toContain('\n');
    expect(logged).toBe('');
  });

  test('by any other fault leaves it in the log, with its stack', async () => {
    const { said, logged } = await fails({});
    expect(said).toEqual([]);
    expect(JSON.parse(logged)).toMatchObject({
      msg: 'did not start',
      err: { stack: expect.stringMatching(/\n +at /) },
    });
  });

  test('by a port that is taken ends the process, whatever its broker does', async () => {
    // One for both: it takes every connection and never answers.
    const hanging = createServer().listen(0, '127.0.0.1');
    await once(hanging, 'listening');
    const { port } = hanging.address() as AddressInfo;
    const brokers = { KAFKA_BROKERS: `127.0.0.1:${port}` };
    const { status, said } = runBareProcess({ ANJU_DATA: folder, PORT: String(port), ...brokers });
    hanging.close();
    expect([status, said]).toEqual([1, expect.stringContaining(`bare: port ${port} is taken.`)]);
  });

  test('by facts that do not come in ends the process, which listens already', () => {
    const { status, logged } = runBareProcess({ ANJU_DATA: folder, PORT: '0' }, '--demo');
    expect([status, logged]).toEqual([
      1,
      expect.stringMatching(/"listening"[^]*There are no recorded facts at /),
    ]);
  });
});
