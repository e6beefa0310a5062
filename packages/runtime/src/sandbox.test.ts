import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Mendable, UnusableData } from './mendable';
import { filesOfService, openSandbox, sandboxFolder } from './sandbox';

const folder = mkdtempSync(join(tmpdir(), 'anju_test_'));
afterAll(() => rmSync(folder, { recursive: true }));

test('whoever opens a sandbox, first or later, has the same clock and the same key', async () => {
  const first = await openSandbox(join(folder, 'new/.anju'));
  const second = await openSandbox(join(folder, 'new/.anju'));
  first.clock.advanceTo('2022-07-18T00:00:00.000Z');

  expect(second.clock.now() >= '2022-07-18T00:00:00.000Z').toBe(true);
  expect(second.personalData.open(first.personalData.seal('李四'))).toBe('李四');
  expect(second.evidenceKey).toEqual(first.evidenceKey);
});

test('a key is for its owner alone', async () => {
  await openSandbox(folder);

  for (const name of ['personal-data.key', 'evidence.key'])
    expect(statSync(join(folder, 'keys', name)).mode & 0o077).toBe(0);
});

test('a service of which nothing is said goes by a clock of its own, beside its own data, with the keys of all', async () => {
  const alone = filesOfService('funding', {});
  expect(alone.database).toBe(join(sandboxFolder({}), 'alone/funding.db'));
  // `rm -f` of the database and what begins like it takes the clock along.
  expect(alone.clock.startsWith(alone.database)).toBe(true);

  const city = await openSandbox(folder);
  const { clock, issuer } = await openSandbox(folder, join(folder, 'alone/funding.db-clock.json'));
  clock.advanceTo('2022-08-01T00:00:00.000Z');
  expect(city.clock.now() < '2022-07-01T00:00:00.000Z').toBe(true);
  city.clock.advanceTo('2022-09-01T00:00:00.000Z');
  expect(clock.now() < '2022-08-02T00:00:00.000Z').toBe(true);
  expect(issuer.jwks).toEqual(city.issuer.jwks);
});

test.each([{ ANJU_DATA: folder }, { DATABASE_URL: 'sqlite:a.db' }, { KAFKA_BROKERS: ['a:1'] }])(
  'one of which is said %j has the clock of all',
  (env) => {
    const shared = sandboxFolder(env);
    expect(filesOfService('funding', env)).toEqual({
      database: join(shared, 'services/funding.db'),
      clock: join(shared, 'clock.json'),
    });
  },
);

test.each([
  ['private.jwk.json', ''],
  ['private.jwk.json', 'garbage'],
  ['private.jwk.json', '{}'],
  ['private.jwk.json', '{"kty":"OKP","crv":"Ed25519","kid":"a","d":"a","x":"a"}'],
  ['personal-data.key', ''],
  ['personal-data.key', 'c2hvcnQ='],
  ['evidence.key', ''],
  ['evidence.key', 'c2hvcnQ='],
])('%s of %j is told by its name, with how to start over', async (name, content) => {
  const damaged = join(mkdtempSync(join(folder, 'damaged-')), '.anju');
  await openSandbox(damaged);
  const file = join(damaged, 'keys', name);
  writeFileSync(file, content);
  const error: unknown = await openSandbox(damaged).catch((each: unknown) => each);
  expect(error).toBeInstanceOf(UnusableData);
  expect((error as Error).message).toMatch(
    new RegExp(`${name} 不.*${name} is no key .*To start empty, run rm -f .*${name}`, 's'),
  );
});

test('a file in its place, or below one, is told with the folder and how to choose another', async () => {
  const file = join(folder, 'no-folder');
  writeFileSync(file, '');
  for (const unusable of [file, join(file, 'city'), '/proc/anju']) {
    const error: unknown = await openSandbox(unusable).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(Mendable);
    expect((error as Error).message).toContain(`Cannot write to the data folder ${unusable}: `);
    expect((error as Error).message).toContain('ANJU_DATA');
  }
});
