import { AuditTable } from '@anju/runtime/audit';
import { aCaller, execute } from '@anju/runtime/testing/execute';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { transaction } from '@anju/runtime/transaction';
import { uuidV7 } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { schema } from '../schema';
import { storage } from '../storage';
import { bureau, register } from './pm-company.builder';

const database = testDatabase(storage);
const inChinese = { ...bureau, language: 'zh' } as const;
const nextDay: Instant = '2022-06-07T01:00:00.000Z';

const document = `mutation ($input: CorrectCompanyInput!) {
  correctCompany(input: $input) {
    __typename
    ... on PmCompany { id name creditCode synthetic supersededNames { name reason supersededAt } }
    ... on PmCompanyRefusal { code rule retryable message existing { id } }
  }
}`;

async function correct(companyId: string, differing: Record<string, unknown> = {}, caller = bureau) {
  const input = { idempotencyKey: uuidV7(), companyId, name: '晋城安居物业服务有限公司', ...differing };
  const variables = { input: { reason: '名称漏填“服务有限公司”', ...input } };
  const answer = await execute(schema, document, { db: database(), now: nextDay, caller, variables });
  return answer.errors ? answer : answer.data.correctCompany;
}

const corrections = async () =>
  (await factsIn(database())).filter(({ type }) => type === 'property-management.company-corrected.v1');

test('a name is put right, the old one is kept with the reason, and the others are told', async () => {
  const { id } = await register(database());

  const corrected = await correct(id, { name: ' 晋城安居物业服务有限公司 ' });
  expect(corrected).toEqual({
    __typename: 'PmCompany',
    id,
    name: '晋城安居物业服务有限公司',
    creditCode: '91140502MA00000A12',
    synthetic: true,
    supersededNames: [{ name: '晋城安居物业', reason: '名称漏填“服务有限公司”', supersededAt: nextDay }],
  });
  expect(await corrections()).toEqual([
    {
      type: 'property-management.company-corrected.v1',
      data: {
        companyId: id,
        name: '晋城安居物业服务有限公司',
        creditCode: '91140502MA00000A12',
        synthetic: true,
      },
    },
  ]);
  expect(await database().read.findBy(AuditTable, { action: 'correctCompany' })).toMatchObject([
    { at: nextDay, actor: 'tester', subject: id, detail: { was: '晋城安居物业' } },
  ]);
  expect(await correct(id, { name: '安居物业', reason: '再次核对' })).toMatchObject({
    name: '安居物业',
    supersededNames: [{ name: '晋城安居物业' }, { name: '晋城安居物业服务有限公司', reason: '再次核对' }],
  });
});

test('a key sent again corrects once, and used for another name is refused', async () => {
  const { id } = await register(database());
  const idempotencyKey = uuidV7();

  const first = await correct(id, { idempotencyKey });
  expect(await correct(id, { idempotencyKey })).toEqual(first);
  expect(await correct(id, { idempotencyKey, name: '别的名字' })).toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  });
  expect(await corrections()).toHaveLength(1);
});

test.each([
  [{ name: ' ' }, 'NAME_MISSING', 'The name is empty', '企业名称为空'],
  [{ name: '物'.repeat(201) }, 'NAME_TOO_LONG', 'has 201 characters', '有 201 个字符'],
  [{ name: '12345' }, 'NAME_IS_A_NUMBER', 'no letter in it', '没有文字'],
  [{ name: '晋城\u200b物业' }, 'NAME_HIDES_CHARACTERS', 'nobody sees', '看不见的字符'],
  [{ name: ' 晋城安居物业' }, 'NAME_UNCHANGED', 'as 晋城安居物业 already', '已是“晋城安居物业”'],
  [{ reason: ' ' }, 'REASON_INVALID', '1 to 500 characters', '1 至 500 个字符'],
  [{ reason: '错'.repeat(501) }, 'REASON_INVALID', '1 to 500 characters', '1 至 500 个字符'],
  [{ reason: '错\n填' }, 'REASON_INVALID', 'none that nobody sees', '看不见的字符'],
  [{ companyId: 'pmc_nobody' }, 'COMPANY_NOT_FOUND', 'Check the id', '请核对编号'],
  [{ companyId: 'nobody' }, 'COMPANY_NOT_FOUND', 'Check the id', '请核对编号'],
  [{ idempotencyKey: 'none' }, 'IDEMPOTENCY_KEY_INVALID', 'UUIDv7', 'UUIDv7'],
])('%j is refused as %s, and the name stays', async (differing, code, en, zh) => {
  const { id } = await register(database());
  const refusal = { __typename: 'PmCompanyRefusal', code, rule: null, retryable: false, existing: null };

  expect(await correct(id, differing)).toEqual({ ...refusal, message: expect.stringContaining(en) });
  expect(await correct(id, differing, inChinese)).toMatchObject({ message: expect.stringContaining(zh) });
  expect(await corrections()).toEqual([]);
  const asked = await execute(schema, `{ pmCompany(id: "${id}") { name supersededNames { name } } }`, {
    db: database(),
    now: nextDay,
    caller: aCaller(),
  });
  expect(asked.data).toEqual({ pmCompany: { name: '晋城安居物业', supersededNames: [] } });
});

test('a name of 200 characters and a reason of 500 are stored', async () => {
  const { id } = await register(database());
  const [name, reason] = ['物'.repeat(200), '错'.repeat(500)];

  expect(await correct(id, { name, reason })).toMatchObject({ name, supersededNames: [{ reason }] });
});

test('of two that correct one company at once, the second corrects what the first wrote', async () => {
  const { id } = await register(database());

  const answers = await Promise.all(['甲', '乙'].map((name) => correct(id, { name })));
  expect(answers).toMatchObject([{ __typename: 'PmCompany' }, { __typename: 'PmCompany' }]);
  expect(await corrections()).toHaveLength(2);
  const { supersededNames } = await correct(id);
  expect(supersededNames.map(({ name }: { name: string }) => name).toSorted()).toEqual(
    ['晋城安居物业', '甲', '乙'].toSorted(),
  );
});

test('the county and the city correct; others are forbidden', async () => {
  const { id } = await register(database());

  for (const role of ['PUBLIC', 'OWNERS_COMMITTEE', 'PM_COMPANY', 'SUBDISTRICT_OFFICE'] as const)
    expect(await correct(id, {}, aCaller({ roles: new Set([role]) }))).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  const city = aCaller({ roles: new Set(['CITY_BUREAU']), division: '140500' });
  expect(await correct(id, {}, city)).toMatchObject({ __typename: 'PmCompany' });
});

test('[REG-10] a bureau of the same city corrects what another one of it entered, and none of another city', async () => {
  const { id } = await register(database());
  const of = (role: 'CITY_BUREAU' | 'COUNTY_BUREAU', division: string | null) =>
    aCaller({ roles: new Set([role]), division: division as never });

  for (const other of [of('CITY_BUREAU', '341100'), of('COUNTY_BUREAU', '341181'), of('COUNTY_BUREAU', null)])
    expect(await correct(id, {}, other)).toMatchObject({
      code: 'NOT_IN_SCOPE',
      rule: 'REG-10',
      message: expect.stringContaining('Ask a bureau of that city'),
    });
  expect(await corrections()).toEqual([]);
  expect(await correct(id, {}, of('COUNTY_BUREAU', '140522'))).toMatchObject({ __typename: 'PmCompany' });
});

test('what a company was called stays as it was kept', async () => {
  const { id } = await register(database());
  await correct(id);

  for (const sql of [
    "UPDATE superseded_company_name SET name = '别的名字'",
    'DELETE FROM superseded_company_name',
  ])
    await expect(transaction(database(), (tx) => tx.query(sql))).rejects.toThrow(
      'superseded_company_name is append-only',
    );
});
