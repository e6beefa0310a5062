import { testDatabase } from '@anju/runtime/testing/test-database';
import { bureauOf } from '../community/community.builder';
import { storage } from '../storage';
import { aRoll, aRow, homesStored, importRoll, registered, rollOfC, rowsOfC } from './owners-roll.builder';

const database = testDatabase(storage);

let communityId: string;
beforeEach(async () => {
  ({ communityId } = await registered(database()));
});

const load = (csv: string | Buffer, by: Parameters<typeof importRoll>[3] = {}) =>
  importRoll(database(), communityId, csv, by);

test('[REG-3] what is wrong with a cell and what is wrong between two rows are told at once, in the order of lines', async () => {
  const rows = [
    aRow('101', { documents: 'X-1' }),
    aRow('102', { documents: 'X-1', owners: '另一' }),
    aRow('103', { area_registered_m2: 'many' }),
  ];
  await load(aRoll(aRow('103')));
  expect(await load(aRoll(...rows))).toMatchObject({
    code: 'BAD_ROWS',
    problems: [
      { line: 3, column: 'owners', rule: 'REG-3' },
      { line: 4, column: 'area_registered_m2', value: 'many' },
    ],
  });
  expect(await homesStored(database())).toBe(1);
});

type Refused = [string, string, { column: string | null; line?: number; rule?: string }, string, string];

test.each<Refused>([
  [
    'a home twice',
    rollOfC({ U2: rowsOfC.U1 }),
    { column: 'door', line: 3, rule: 'REG-4' },
    'Line 2 has 1-1-101',
    '第 2 行已有',
  ],
  [
    'a home twice in other writing',
    aRoll(aRow('101'), aRow('0１01室', { building: '1号楼' })),
    { column: 'door', line: 3 },
    'Line 2',
    '第 2 行',
  ],
  [
    'a name where a number belongs',
    aRoll(aRow('101', { area_registered_m2: '王建国' })),
    { column: 'area_registered_m2' },
    '"王建国" is not a number',
    '不是数字',
  ],
  [
    'a mark behind an area',
    aRoll(aRow('101', { area_registered_m2: '65.0②' })),
    { column: 'area_registered_m2' },
    '"65.0②" is not a number',
    '不是数字',
  ],
  [
    'a mark behind a document',
    aRoll(aRow('101', { documents: 'E12345678①' })),
    { column: 'documents', rule: 'REG-3' },
    'Document 1 bears a footnote mark',
    '注号',
  ],
  [
    'a number where a name belongs',
    aRoll(aRow('101', { owners: '安一；12345', documents: 'A-1；A-2' })),
    { column: 'owners', rule: 'REG-3' },
    'The name of owner 2 has no letter',
    '没有文字',
  ],
  [
    'a code where the developer’s name belongs',
    aRoll(aRow('101', { title: 'UNSOLD', owner_kind: '', owners: '', documents: '', developer: '101;A-1' })),
    { column: 'developer' },
    'The name of owner 1 has no letter',
    '没有文字',
  ],
  ['a mark behind a door', aRoll(aRow('101①', { documents: 'X-1' })), { column: 'door' }, '101①', '101①'],
  [
    'a name where a door belongs',
    aRoll(aRow('王建国', { documents: 'X-1' })),
    { column: 'door' },
    '"王建国" is not a number',
    '不是编号',
  ],
  ['a dash in a door', aRoll(aRow('1-101')), { column: 'door' }, 'is not a number', '不是编号'],
  ['no entrance', aRoll(aRow('101', { entrance: '' })), { column: 'entrance' }, 'or 0', '填 0'],
  [
    'an area of 0',
    aRoll(aRow('101', { area_registered_m2: '0.00' })),
    { column: 'area_registered_m2' },
    'cannot be 0',
    '不能为 0',
  ],
  [
    'a negative area',
    aRoll(aRow('101', { area_surveyed_m2: '-80' })),
    { column: 'area_surveyed_m2' },
    'negative',
    '负数',
  ],
  [
    'an area of three decimals',
    aRoll(aRow('101', { area_contract_m2: '80.001' })),
    { column: 'area_contract_m2' },
    'decimal',
    '小数',
  ],
  [
    'an area in another unit',
    aRoll(aRow('101', { area_registered_m2: '1000000.01' })),
    { column: 'area_registered_m2' },
    'square metres',
    '平方米',
  ],
  [
    'an unknown kind',
    aRoll(aRow('101', { housing_kind: '公寓' })),
    { column: 'housing_kind' },
    'COMMERCIAL_HOUSING',
    '商品房',
  ],
  ['a tenant', aRoll(aRow('101', { title: '租赁' })), { column: 'title' }, 'is none of', '不在允许的取值内'],
  ['no owner', aRoll(aRow('101', { owners: '' })), { column: 'owners' }, 'Fill it in', '请填写'],
  ['no document', aRoll(aRow('101', { documents: '' })), { column: 'documents' }, 'Fill it in', '请填写'],
  [
    'more owners than documents',
    aRoll(aRow('101', { owners: '甲;乙' })),
    { column: 'documents', rule: 'REG-4' },
    '2 owners and 1 documents',
    '2 个业主、1 个证件号',
  ],
  [
    'a control character in a name',
    aRoll(aRow('101', { owners: '甲\u0000乙' })),
    { column: 'owners' },
    'a character that nobody sees',
    '看不见的字符',
  ],
  [
    'a mark of no width in a name',
    aRoll(aRow('101', { owners: '甲\u200b乙' })),
    { column: 'owners' },
    'a character that nobody sees',
    '看不见的字符',
  ],
  [
    'a control character in a document',
    aRoll(aRow('101', { documents: 'X\u00001' })),
    { column: 'documents' },
    'a character that nobody sees',
    '看不见的字符',
  ],
  [
    'nothing between semicolons',
    aRoll(aRow('101', { owners: '甲;;乙' })),
    { column: 'owners' },
    'nothing between',
    '空项',
  ],
  [
    'a co-owner twice',
    aRoll(aRow('101', { owners: '甲;甲', documents: 'x1;X1' })),
    { column: 'documents', rule: 'REG-4' },
    'twice',
    '两次',
  ],
  [
    'an unsold home of somebody',
    aRoll(aRow('101', { title: 'UNSOLD' })),
    { column: 'owners', rule: 'REG-3' },
    'leave this empty',
    '请留空',
  ],
  [
    'an unsold home of nobody',
    aRoll(aRow('101', { title: 'UNSOLD', owners: '', documents: '' })),
    { column: 'developer' },
    'credit code',
    '统一社会信用代码',
  ],
  [
    'a developer without a code',
    aRoll(aRow('101', { title: 'SOLD_NOT_DELIVERED', developer: '恒安置业' })),
    { column: 'developer' },
    'credit code',
    '统一社会信用代码',
  ],
  [
    'an identity number with a wrong digit',
    aRoll(aRow('101', { owners: '甲;乙', documents: '11010519491231002X;440524188001010015' })),
    { column: 'documents', rule: 'REG-3' },
    'Document 2 is no resident identity number',
    '第 2 个证件号不是有效的居民身份证号码',
  ],
  [
    'an identity number with a digit too few',
    aRoll(aRow('101', { documents: '1101051949123102X' })),
    { column: 'documents', rule: 'REG-3' },
    'Document 1 is no resident identity number',
    '请对照证件逐位核对',
  ],
  [
    'an identity number behind stars',
    aRoll(aRow('101', { documents: '110105********002X' })),
    { column: 'documents', rule: 'REG-3' },
    'mask none of it',
    '不要用星号遮盖',
  ],
  [
    'a document behind a few stars',
    aRoll(aRow('101', { owners: '甲;乙', documents: 'E1405;1405****0011' })),
    { column: 'documents', rule: 'REG-3' },
    'Document 2 has a star in it',
    '第 2 个证件号含有星号',
  ],
  ...['●', '★', '×', '∗', '•', '#', '…', '_', '-', '※', '〇', '口', 'x'].map((sign): Refused => [
    `a document behind ${sign}`,
    aRoll(aRow('101', { documents: `140502${sign.repeat(8)}1234` })),
    { column: 'documents', rule: 'REG-3' },
    'Document 1 has a star in it',
    '第 1 个证件号含有星号',
  ]),
  [
    'a word where a document belongs',
    aRoll(aRow('101', { owners: '王伟', documents: '无' })),
    { column: 'documents', rule: 'REG-3' },
    'Document 1 is the number of no document',
    '第 1 个证件号不是证件号',
  ],
  [
    'a name of which a part is covered',
    aRoll(aRow('101', { owners: '王伟;李*国', documents: 'A-1;A-2' })),
    { column: 'owners', rule: 'REG-3' },
    'the name of owner 2 is covered',
    '第 2 个业主的姓名有部分遮盖',
  ],
  [
    'two owners of a home behind the same wide star',
    aRoll(aRow('101', { owners: '张伟;张伟', documents: '1405＊0011;1405＊0011' })),
    { column: 'documents', rule: 'REG-3' },
    'Document 1 has a star in it',
    '第 1 个证件号含有星号',
  ],
  [
    'a developer behind stars',
    aRoll(aRow('101', { title: 'SOLD_NOT_DELIVERED', developer: '恒安置业;9135****43' })),
    { column: 'developer' },
    'Document 1 has a star in it',
    '第 1 个证件号含有星号',
  ],
  [
    'a credit code with a wrong character',
    aRoll(aRow('101', { owner_kind: 'LEGAL_PERSON', documents: '91350100M000100Y44' })),
    { column: 'documents', rule: 'REG-3' },
    'Document 1 is no unified social credit code',
    '第 1 个证件号不是有效的统一社会信用代码',
  ],
  [
    'a developer with a wrong character in its code',
    aRoll(aRow('101', { title: 'SOLD_NOT_DELIVERED', developer: '恒安置业;91350100M000100Y44' })),
    { column: 'developer' },
    'is no unified social credit code',
    '请对照营业执照逐位核对',
  ],
  [
    'two names for one document',
    aRoll(aRow('101', { documents: 'X-1' }), aRow('102', { documents: 'X-1' })),
    { column: 'owners', line: 3, rule: 'REG-3' },
    'Line 2 has another name',
    '第 2 行',
  ],
])(
  '[REG-1, REG-2, REG-3, REG-4] refused, with what to do in two languages, and nothing stored: %s',
  async (_, csv, { column, line = 2, rule }, en, zh) => {
    const refusal = await load(csv);
    expect(refusal).toMatchObject({ __typename: 'ImportRefusal', code: 'BAD_ROWS' });
    expect(refusal.problems).toEqual([
      expect.objectContaining({ line, column, reason: expect.stringContaining(en), ...(rule && { rule }) }),
    ]);
    const chinese = await load(csv, { caller: bureauOf('140502', 'zh') });
    expect(chinese.problems[0].reason).toContain(zh);
    expect(chinese.problemsCsv).toContain(zh);
    expect(await homesStored(database())).toBe(0);
  },
);

test('every bad row is told at once', async () => {
  const csv = aRoll(
    aRow('101', { area_registered_m2: '0' }),
    aRow('102'),
    aRow('102'),
    aRow('103', { title: '?', owners: '' }),
  );
  expect((await load(csv)).problems.map(({ line, column }: any) => `${line} ${column}`)).toEqual([
    '2 area_registered_m2',
    '4 door',
    '5 title',
  ]);
});

test('a home that is missing in the file is refused, and named', async () => {
  await load(rollOfC());
  const csv = aRoll(...Object.values(rowsOfC).slice(1));

  expect(await load(csv)).toMatchObject({
    code: 'BAD_ROWS',
    problems: [{ line: 1, column: null, reason: expect.stringContaining('1-1-101 is on the roll') }],
  });
  expect(await load(csv, { caller: bureauOf('140502', 'zh') })).toMatchObject({
    problems: [{ reason: expect.stringContaining('请补上这一行') }],
  });
  expect(await homesStored(database())).toBe(9);
});

test('[REG-3] a right number is taken as typed on the card, small and wide, and so is what is no such number at all', async () => {
  const documents = [
    '11010519491231002x',
    '４４０５２４１８８００１０１００１４',
    'E12345678',
    '110105491231002',
    'SYN-0001',
  ];
  const csv = aRoll(...documents.map((document, i) => aRow(`${101 + i}`, { documents: document })));
  expect(await load(csv)).toMatchObject({ created: documents.length });
});
