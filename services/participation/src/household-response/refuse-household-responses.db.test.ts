import { AuditTable } from '@anju/runtime/audit';
import { testDatabase } from '@anju/runtime/testing/test-database';
import {
  countyBureau,
  otherResidentsCommittee,
  otherSubdistrict,
  residentsCommittee,
  subdistrict,
} from '../callers.builder';
import { solicitationSteps } from '../solicitation/solicitation.builder';
import { storage } from '../storage';
import { csvOf, csvOfNumbers, householdSteps } from './household-response.builder';
import { AnswerTable, ContactTable, HouseholdResponseTable } from './household-response.table';

const database = testDatabase(storage);
const { register, open, withdraw } = solicitationSteps(database);
const { importCsv } = householdSteps(database);

const inChinese = { ...residentsCommittee, language: 'zh' } as const;

let id: string;
beforeEach(async () => {
  await register();
  ({ id } = await open());
});

const rows = () =>
  Promise.all(
    [HouseholdResponseTable, ContactTable, AnswerTable].map((table) => database().read.count(table as never)),
  );

/** A good line before, so that "all or nothing" shows, then the line, what is told of it, and where. */
const wrong: readonly [string, string, number, string, RegExp, RegExp][] = [
  ['31 June', '1-1-102,2022-06-31,visit,,,,,', 3, 'contacted_on', /calendar date/, /不是有效日期/],
  [
    'a name for a date',
    '1-1-102,王芳,visit,,,,,',
    3,
    'contacted_on',
    /"王芳" is not a calendar/,
    /“王芳”不是/,
  ],
  [
    'a household twice',
    '1－1-101,2022-06-08,visit,,,,,',
    3,
    'household',
    /Line 2 has this/,
    /第 2 行已有这一户/,
  ],
  ['no label', ',2022-06-08,visit,,,,,', 3, 'household', /such as 2-1-301/, /楼号-单元-房号/],
  ['a name for a home', '王建国,2022-06-08,visit,,,,,', 3, 'household', /never by a name/, /不要填写姓名/],
  [
    'the home of another community',
    '凤城小区1-1-102,2022-06-08,visit,,,,,',
    3,
    'household',
    /name of this community/,
    /本小区的名称/,
  ],
  ['a label like a name', 'LI-1,2022-06-08,visit,,,,,', 3, 'household', /by number/, /可能是姓名/],
  [
    'a household twice, in words',
    '凤源食品厂小区一号楼1单元101,2022-06-08,visit,,,,,',
    3,
    'household',
    /Line 2 has this/,
    /第 2 行已有这一户/,
  ],
  ['tomorrow', '1-1-102,2022-06-17,visit,,,,,', 3, 'contacted_on', /yet to come/, /晚于今天/],
  ['before the opening', '1-1-102,2022-06-06,visit,,,,,', 3, 'contacted_on', /lies before/, /早于征求意见/],
  ['no way', '1-1-102,2022-06-08,,,,,,', 3, 'way', /one of them: paper, visit/, /书面、入户、线上/],
  [
    'an unknown way',
    '1-1-102,2022-06-08,电话,,,,,',
    3,
    'way',
    /"电话" is none of these\. Write one/,
    /“电话”不在.*请从中选填/,
  ],
  ['no consent stated', '1-1-102,2022-06-08,visit,answered,,yes,,', 3, 'consent', /State both/, /请分别填写/],
  [
    'no mode stated',
    '1-1-102,2022-06-08,visit,answered,yes,,,',
    3,
    'management_mode_consent',
    /State both/,
    /请分别填写/,
  ],
  [
    'neither yes nor no',
    '1-1-102,2022-06-08,visit,answered,也许,no,,',
    3,
    'consent',
    /neither yes nor no/,
    /“是”或“否”/,
  ],
  [
    'refused and consented',
    '1-1-102,2022-06-08,visit,refused,yes,,,',
    3,
    'answered',
    /refused to answer/,
    /拒绝答复/,
  ],
  [
    'a mode unconsented',
    '1-1-102,2022-06-08,visit,answered,yes,no,self,',
    3,
    'management_mode',
    /without consent/,
    /不同意管理模式/,
  ],
  [
    'an unknown wish',
    '1-1-102,2022-06-08,visit,answered,yes,no,,泳池',
    3,
    'wishes',
    /"泳池" is none of/,
    /“泳池”不在/,
  ],
  [
    'an answer unsaid',
    '1-1-102,2022-06-08,visit,,yes,,,',
    3,
    'answered',
    /without saying whether/,
    /没有填写是否答复/,
  ],
  ['an answer undated', '1-1-102,,,answered,yes,yes,,', 3, 'contacted_on', /without a day/, /没有联系日期/],
];

test.each(wrong)(
  '%s refuses the file, by line, column and reason, and nothing is stored',
  async (_, line, at, column, en, zh) => {
    const csv = csvOf('1-1-101,2022-06-08,visit,answered,yes,yes,,', line);

    const refusal = await importCsv(id, csv);
    expect(refusal).toMatchObject({
      __typename: 'ImportRefusal',
      code: 'BAD_ROWS',
      problems: [{ line: at, column, reason: expect.stringMatching(en) }],
    });
    expect(refusal.problemsCsv).toContain('line,column,value,reason,rule');
    const chinese = await importCsv(id, csv, { caller: inChinese });
    expect(chinese).toMatchObject({ problems: [{ line: at, column, reason: expect.stringMatching(zh) }] });
    expect(chinese.problemsCsv).toContain('行,列,原值,原因,规则');
    expect(await rows()).toEqual([0, 0, 0]);
    expect(await database().read.countBy(AuditTable, { action: 'importHouseholdResponses' })).toBe(0);
  },
);

test('every bad line of a file is told at once, in its order', async () => {
  const { problems } = await importCsv(
    id,
    csvOf('1-1-101,2022-06-17,visit,,,,,', '1-1-102,2022-06-31,电话,,,,,', '1-1-201,2022-06-06,visit,,,,,'),
  );
  expect(problems.map(({ line, column }: any) => [line, column])).toEqual([
    [2, 'contacted_on'],
    [3, 'contacted_on'],
    [3, 'way'],
    [4, 'contacted_on'],
  ]);
});

test('[PART-2] more households than are registered refuse the file at the first too many', async () => {
  await register({ communityId: 'com_2', households: 2 });
  const { id: small } = await open('com_2', { caller: subdistrict });
  const caller = { caller: subdistrict };

  expect(await importCsv(small, csvOfNumbers({ contacted: 3 }), caller)).toMatchObject({
    code: 'BAD_ROWS',
    problems: [{ line: 4, column: 'household', value: '1-1-201', rule: 'PART-2' }],
  });
  expect(await rows()).toEqual([0, 0, 0]);
  expect(await importCsv(small, csvOfNumbers({ contacted: 2 }), caller)).toMatchObject({ created: 2 });
});

test('what is no table at all is refused as what it is', async () => {
  expect(await importCsv(id, 'household,way\n1-1-101,visit\n')).toMatchObject({ code: 'NOT_A_TABLE' });
  expect(await importCsv(id, '')).toMatchObject({ code: 'EMPTY_FILE' });
  expect(await importCsv(id, csvOf('"1-1-101,2022-06-08,visit,,,,,'))).toMatchObject({ code: 'NOT_A_TABLE' });
});

test('a file goes only into an open solicitation of one’s own community', async () => {
  const csv = csvOfNumbers({ contacted: 1 });

  for (const unknown of ['sol_404', 'com_1']) {
    expect(await importCsv(unknown, csv)).toMatchObject({ code: 'TARGET_NOT_FOUND' });
  }
  for (const caller of [otherResidentsCommittee, otherSubdistrict]) {
    // Whatever the file is, it is not looked at.
    for (const file of [csv, ''])
      expect(await importCsv(id, file, { caller })).toMatchObject({ code: 'NOT_IN_SCOPE' });
  }
  expect(await importCsv(id, csv, { caller: countyBureau })).toMatchObject({
    errors: [{ extensions: { code: 'FORBIDDEN' } }],
  });
  await withdraw(id);
  expect(await importCsv(id, csv)).toMatchObject({ code: 'NOT_OPEN' });
  expect(await rows()).toEqual([0, 0, 0]);
});
