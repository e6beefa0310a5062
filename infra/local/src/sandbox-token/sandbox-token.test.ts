import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIdentity } from '@anju/runtime/identity';
import { sharedRoles } from '@anju/runtime/roles';
import { openSandbox } from '@anju/runtime/sandbox';
import { sandboxToken } from './sandbox-token';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'anju-token-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const ask = (...argv: string[]) => sandboxToken([...argv, '--data', folder], {});

test('it speaks for these roles in this place, to whoever trusts the sandbox', async () => {
  const { issuer } = await openSandbox(folder);
  const { made, text } = await ask(
    'COUNTY_BUREAU',
    'FINANCE',
    '--division',
    '341181',
    '--community',
    'com_1',
  );

  expect(made).toBe(true);
  expect(await createIdentity(issuer)(`Bearer ${text}`)).toMatchObject({
    roles: new Set(['COUNTY_BUREAU', 'FINANCE']),
    division: '341181',
    communities: new Set(['com_1']),
  });
});

test.each([
  [[], /^用法 \/ Usage: .*[\s\S]*COUNTY_BUREAU/],
  [['KING'], /^没有角色 \/ There is no role KING\./],
  [['FINANCE', '--division', 'abc'], /^abc 不是行政区划代码.* \/ is no division code/],
  [['FINANCE', '--bogus'], /^Unknown option '--bogus'/],
])('%j gets none, and what to write instead', async (argv, says) => {
  await openSandbox(folder);
  const { made, text } = await ask(...argv);
  expect(made).toBe(false);
  expect(text).toMatch(says);
});

test('the sandbox is that of ANJU_DATA, from where the command was typed', async () => {
  await openSandbox(folder);
  const env = { ANJU_DATA: 'here', INIT_CWD: folder };
  expect(await sandboxToken(['FINANCE'], env)).toMatchObject({
    made: false,
    text: expect.stringContaining(`no sandbox in ${join(folder, 'here')}`),
  });
  await openSandbox(join(folder, 'here'));
  expect(await sandboxToken(['FINANCE'], env)).toMatchObject({ made: true });
});

test('one who is everything at once is somebody too', async () => {
  const { issuer } = await openSandbox(folder);
  const { text } = await ask(...sharedRoles);
  expect(await createIdentity(issuer)(`Bearer ${text}`)).toMatchObject({ roles: new Set(sharedRoles) });
});

test('where no sandbox is none is made', async () => {
  expect(await ask('FINANCE')).toMatchObject({
    made: false,
    text: expect.stringContaining(`no sandbox in ${folder}`),
  });
  expect(readdirSync(folder)).toEqual([]);
});

test('production has an issuer of its own', async () => {
  await openSandbox(folder);
  const answer = await sandboxToken(['FINANCE', '--data', folder], { NODE_ENV: 'production' });
  expect(answer).toMatchObject({ made: false, text: expect.stringContaining('OIDC_ISSUER') });
});
