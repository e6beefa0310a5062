import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { supergraphFile } from '@anju/gateway/compose';
import { createIdentity } from '@anju/runtime/identity';
import { sharedRoles } from '@anju/runtime/roles';
import { openSandbox } from '@anju/runtime/sandbox';
import { buildSchema, parse, validate } from 'graphql';
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
  [['FINANCE', '--division', ''], /^--division 空值 \/ is empty\n/],
  [['FINANCE', '--owner', ''], /^--owner 空值 \/ is empty\n/],
  [['FINANCE', '--community', ' '], /^--community 空值 \/ is empty\n/],
  [['FINANCE', '--bogus'], /^没有这个选项 \/ Unknown option '--bogus'/],
  [
    ['OWNER'],
    /^OWNER 的令牌须.* \/ .*reaches nothing.*\n {2}--owner own_…\n.*rollUnits[^]*--community com_…/,
  ],
  [['OWNER', '--owner', ' ', '--community', 'com_1'], /--owner own_…/],
  [['OWNERS_COMMITTEE', '--community', 'com_1'], /:\n {2}--committee oc_…\n/],
  [['PM_COMPANY', '--community', 'com_1'], /:\n {2}--company pmc_…\n/],
  [['RESIDENTS_COMMITTEE'], /:\n {2}--community com_…\n/],
  [['FINANCE', '--community', '凤源'], /^--community 不是这样的编号 \/ is no such id: com_…/],
  [['OWNER', '--owner', 'com_1', '--community', 'com_1'], /^--owner 不是这样的编号 \/ is no such id: own_…/],
])('%j gets none, and what to write instead', async (argv, says) => {
  await openSandbox(folder);
  const { made, text } = await ask(...argv);
  expect(made).toBe(false);
  expect(text).toMatch(says);
});

test('an empty folder is not the one where the command was typed', async () => {
  await openSandbox(folder);
  expect(await sandboxToken(['FINANCE', '--data', ''], { INIT_CWD: folder })).toEqual({
    made: false,
    text: expect.stringMatching(/^--data 空值 \/ is empty\n/),
  });
});

test('it says how it is called to who asks for it', async () => {
  expect(await sandboxToken(['--help'], {})).toEqual({ made: true, text: expect.stringMatching(/^用法/) });
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
  const ids = ['--owner', 'own_1', '--committee', 'oc_1', '--company', 'pmc_1', '--community', 'com_1'];
  const { text } = await ask(...sharedRoles, ...ids);
  expect(await createIdentity(issuer)(`Bearer ${text}`)).toMatchObject({ roles: new Set(sharedRoles) });
});

test('an office of the city is over all of it, unless a division is named', async () => {
  const { issuer } = await openSandbox(folder);
  const divisionOf = async (...argv: string[]) =>
    (await createIdentity(issuer)(`Bearer ${(await ask(...argv)).text}`)).division;
  expect(await divisionOf('CITY_BUREAU')).toBe('140500');
  expect(await divisionOf('FINANCE')).toBe('140502');
  expect(await divisionOf('CITY_BUREAU', '--division', '341100')).toBe('341100');
});

test('each query that is said to find an id is one of the graph', async () => {
  await openSandbox(folder);
  const graph = buildSchema(readFileSync(supergraphFile, 'utf8'));
  const { text } = await ask(...sharedRoles);
  const queries = text.match(/^ +\{.*\}$/gm)!;
  expect(queries).toHaveLength(4);
  for (const query of queries) expect(validate(graph, parse(query))).toEqual([]);
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
