import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import pino from 'pino';
import { buildSchema } from 'graphql';
import { audience, createIdentity, InvalidToken, KeysUnavailable } from './identity';
import { createLocalIssuer } from './identity-local';
import { type RunningServer, startGraphqlServer } from './server';

/** What the issuer answers to whoever asks for its keys. */
let answer: { status: number; body: string };
let asked: number;
let issuer: Server;
let url: string;
let token: string;
let good: string;

beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'EdDSA' }] };
  issuer = createServer((_, response) => {
    asked++;
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
  token = await new SignJWT({ roles: ['FINANCE'] })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'one' })
    .setSubject('somebody')
    .setIssuer(url)
    .setAudience(audience)
    .setExpirationTime('5m')
    .sign(privateKey);
  good = JSON.stringify(keys);
});
beforeEach(() => {
  asked = 0;
  answer = { status: 200, body: good };
});
afterAll(() => new Promise((resolve) => issuer.close(resolve)));

const bearer = () => `Bearer ${token}`;

test('a token is verified by the keys that its issuer publishes, asked for once', async () => {
  const identity = createIdentity({ issuer: url });
  expect(await identity(bearer())).toMatchObject({ subject: 'somebody', roles: new Set(['FINANCE']) });
  await identity(bearer());
  expect(asked).toBe(1);
});

test.each([
  ['answers with an error', { status: 502, body: 'Bad gateway' }],
  ['answers with something else', { status: 200, body: '<html>' }],
  ['answers without keys', { status: 200, body: '{}' }],
])('an issuer that %s says nothing of a token, and the next request asks again', async (_, broken) => {
  const identity = createIdentity({ issuer: url });
  answer = broken;
  await expect(identity(bearer())).rejects.toThrow(KeysUnavailable);

  answer = { status: 200, body: good };
  expect(await identity(bearer())).toMatchObject({ subject: 'somebody' });
});

test('an issuer that is not there says nothing of a token either', async () => {
  // Nobody listens on the discard port.
  const identity = createIdentity({ issuer: url, jwksUrl: 'http://127.0.0.1:9/keys' });
  await expect(identity(bearer())).rejects.toThrow(KeysUnavailable);
});

describe('who a token speaks for', () => {
  const keys = mkdtempSync(join(tmpdir(), 'anju_test_'));
  afterAll(() => rmSync(keys, { recursive: true }));

  const subjectOf = async (sub: string) => {
    const { jwks, issuer: named, mint } = await createLocalIssuer(keys);
    const identity = createIdentity({ issuer: named, jwks });
    return (await identity(`Bearer ${await mint({ sub, roles: ['FINANCE'] }, 60)}`)).subject;
  };

  test('is kept as it is up to 64 characters, and longer by its hash, by which equal stays equal', async () => {
    expect(await subjectOf('a'.repeat(64))).toBe('a'.repeat(64));
    const long = await subjectOf('a'.repeat(65));
    expect(long).toBe(createHash('sha256').update('a'.repeat(65)).digest('hex'));
    expect(await subjectOf('a'.repeat(65))).toBe(long);
    expect(await subjectOf('a'.repeat(255))).not.toBe(long);
  });

  test.each(['', 'a'.repeat(256)])('is not told by %j', async (sub) => {
    await expect(subjectOf(sub)).rejects.toThrow(InvalidToken);
  });
});

test('a token by a key that the issuer does not publish is refused', async () => {
  answer = { status: 200, body: '{"keys":[]}' };
  await expect(createIdentity({ issuer: url })(bearer())).rejects.toThrow(InvalidToken);
});

describe('over HTTP', () => {
  let server: RunningServer;
  beforeEach(async () => {
    server = await startGraphqlServer({
      name: 'tester',
      port: 0,
      source: { schema: buildSchema('type Query { a: String }') },
      identity: createIdentity({ issuer: url }),
      context: () => ({}),
      ready: async () => ({ ready: true, parts: {} }),
      log: pino({ level: 'silent' }),
    });
  });
  afterEach(() => server.stop());

  const ask = (authorization: string) =>
    fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query: '{ a }' }),
    });

  test('without keys the answer is 503 and says to try again, with them 200', async () => {
    answer = { status: 500, body: '' };
    const refused = await ask(bearer());
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await refused.json()).toMatchObject({
      errors: [
        {
          message: expect.stringMatching(/请稍后再试.*Try again/),
          extensions: { code: 'IDENTITY_UNAVAILABLE' },
        },
      ],
    });

    answer = { status: 200, body: good };
    expect((await ask(bearer())).status).toBe(200);
  });

  test('what is no token of ours is 401', async () => {
    const refused = await ask('Bearer a.b.c');
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });
});
