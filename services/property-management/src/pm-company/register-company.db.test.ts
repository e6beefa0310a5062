import { AuditTable } from '@anju/runtime/audit';
import { aCaller, execute } from '@anju/runtime/testing/execute';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { schema } from '../schema';
import { storage } from '../storage';
import { bureau, register, someDay } from './pm-company.builder';
import { PmCompanyTable } from './pm-company.table';

const database = testDatabase(storage);
const inChinese = { ...bureau, language: 'zh' } as const;

const ask = async (source: string) => {
  const answer = await execute(schema, source, { db: database(), now: someDay, caller: aCaller() });
  return answer.errors ?? answer.data;
};

test('registerCompany stores the company, tells the others and keeps an account of it', async () => {
  const company = await register(database());

  expect(company).toEqual({
    __typename: 'PmCompany',
    id: expect.stringMatching(/^pmc_/),
    name: '晋城安居物业',
    creditCode: '91140502MA00000A12',
    synthetic: true,
    registeredAt: someDay,
  });
  expect(await ask(`{ pmCompany(id: "${company.id}") { name creditCode synthetic } }`)).toEqual({
    pmCompany: { name: '晋城安居物业', creditCode: '91140502MA00000A12', synthetic: true },
  });
  expect(await factsIn(database())).toEqual([
    {
      type: 'property-management.company-registered.v1',
      data: {
        companyId: company.id,
        name: '晋城安居物业',
        creditCode: '91140502MA00000A12',
        synthetic: true,
      },
    },
  ]);
  expect(await database().read.find(AuditTable)).toMatchObject([
    {
      at: someDay,
      actor: 'tester',
      roles: ['COUNTY_BUREAU'],
      action: 'registerCompany',
      subject: company.id,
    },
  ]);
});

test('[PM-4] a company is registered without a licence grade, and none can be entered', async () => {
  const graded = register(database(), { grade: 'A' });

  expect(await graded).toMatchObject({ errors: [{ message: expect.stringContaining('"grade"') }] });
});

test('what typing adds to a name and a code is left out', async () => {
  const typed = { name: ' 晋城安居物业 ', creditCode: '91140502ma 00000a12 ' };

  expect(await register(database(), typed)).toMatchObject({
    name: '晋城安居物业',
    creditCode: '91140502MA00000A12',
  });
});

test.each([
  [{ name: '  ' }, 'NAME_MISSING', 'Give the name on the business licence', '请填写营业执照上的名称'],
  [
    { name: '物'.repeat(201) },
    'NAME_TOO_LONG',
    'has 201 characters, at most 200',
    '有 201 个字符，最多 200 个',
  ],
  [
    { creditCode: '91140502MA00000A1' },
    'CREDIT_CODE_LENGTH',
    'has 18 characters, this one 17',
    '应为 18 位，实为 17 位',
  ],
  [{ name: '安居\u200b物业' }, 'NAME_HIDES_CHARACTERS', 'nobody sees', '看不见'],
  [{ creditCode: '91140502MA00000O12' }, 'CREDIT_CODE_CHARACTER', 'no I, O, S, V or Z', '不含 I、O、S、V、Z'],
  [
    { creditCode: '91140502MA00000A13' },
    'CREDIT_CODE_CHECK_CHARACTER',
    'some character is wrong',
    '有字符填错',
  ],
])('%j is refused as %s, and nothing is stored', async (differing, code, en, zh) => {
  const refusal = { __typename: 'PmCompanyRefusal', code, rule: null, retryable: false, existing: null };

  expect(await register(database(), differing)).toEqual({ ...refusal, message: expect.stringContaining(en) });
  expect(await register(database(), differing, inChinese)).toEqual({
    ...refusal,
    message: expect.stringContaining(zh),
  });
  expect(await database().read.count(PmCompanyTable)).toBe(0);
  expect(await factsIn(database())).toEqual([]);
  expect(await database().read.count(AuditTable)).toBe(0);
});

test('a name of 200 characters is stored', async () => {
  const name = '物'.repeat(200);

  expect(await register(database(), { name })).toMatchObject({ name });
});

test('a code that is taken is refused, naming the company that has it', async () => {
  const { id } = await register(database(), { name: '晋城安居物业' });

  const again = { name: '别的名字', creditCode: '91140502ma00000a12' };
  expect(await register(database(), again)).toMatchObject({
    code: 'CREDIT_CODE_TAKEN',
    message: expect.stringContaining(`registered already as 晋城安居物业 (${id})`),
    existing: { id, name: '晋城安居物业' },
  });
  expect(await register(database(), again, inChinese)).toMatchObject({
    message: expect.stringContaining(`已登记为“晋城安居物业”（${id}）`),
  });
  expect(await factsIn(database())).toHaveLength(1);
});

test('of those who register one code at once, one succeeds and the others are told of it', async () => {
  const answers = await Promise.all(['甲', '乙', '丙', '丁'].map((name) => register(database(), { name })));

  const [won, ...more] = answers.filter(({ __typename }) => __typename === 'PmCompany');
  expect(more).toEqual([]);
  const lost = answers.filter((answer) => answer !== won);
  expect(lost).toHaveLength(3);
  for (const refusal of lost) {
    expect(refusal).toMatchObject({ code: 'CREDIT_CODE_TAKEN', existing: { id: won.id, name: won.name } });
  }
  expect(await database().read.find(PmCompanyTable)).toMatchObject([{ id: won.id }]);
  expect(await factsIn(database())).toHaveLength(1);
});

test('only a housing bureau registers companies, and everybody reads them', async () => {
  for (const role of ['OWNERS_COMMITTEE', 'PM_COMPANY', 'SUBDISTRICT_OFFICE', 'OPERATOR'] as const) {
    expect(await register(database(), {}, aCaller({ roles: new Set([role]) }))).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  }
  const city = aCaller({ roles: new Set(['CITY_BUREAU']), division: '140500' });
  expect(await register(database(), {}, city)).toMatchObject({ __typename: 'PmCompany' });
});

test('companies are read page by page, and an unknown id is nothing', async () => {
  const codes = ['91140502MA00000A12', '91140502MA00000B26', '91140502MA00000C3A'];
  for (const creditCode of codes) await register(database(), { creditCode });
  const page = (args: string) =>
    ask(`{ pmCompanies(${args}) { nodes { creditCode } pageInfo { hasNextPage endCursor } } }`);

  const first = await page('first: 2');
  expect(first).toMatchObject({
    pmCompanies: {
      nodes: [{ creditCode: codes[0] }, { creditCode: codes[1] }],
      pageInfo: { hasNextPage: true },
    },
  });
  expect(await page(`first: 2, after: "${first.pmCompanies.pageInfo.endCursor}"`)).toMatchObject({
    pmCompanies: { nodes: [{ creditCode: codes[2] }], pageInfo: { hasNextPage: false } },
  });
  expect(await page('first: 101')).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(await ask('{ pmCompany(id: "pmc_nobody") { id } }')).toEqual({ pmCompany: null });
});
