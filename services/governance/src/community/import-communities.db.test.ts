import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuditTable } from '@anju/runtime/audit';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { execute } from '@anju/runtime/testing/execute';
import { PublicationTable } from '../publication/publication.table';
import { schema } from '../schema';
import { storage } from '../storage';
import { ask, bureauOf, importList, monday, published } from './community.builder';

const database = testDatabase(storage);
const jincheng = published('jincheng-urban-2020.csv');
const tianchang = published('tianchang-2021.csv');
const load = (...of: Parameters<typeof importList> extends [unknown, ...infer Rest] ? Rest : never) =>
  importList(database(), ...of);

const division = async (code: string) =>
  (
    await ask(
      database(),
      `query ($code: ID!) { division(code: $code) {
         communityCount households communitiesWithoutHouseholds
         communities(first: 100) { nodes {
           name households buildingCount persons completedYear landMu landAreaDm2 floorAreaDm2 investmentFen
           derived incomplete synthetic scope
         } }
       } }`,
      { code },
    )
  ).division;
const byName = async (code: string) =>
  Object.fromEntries(
    (await division(code)).communities.nodes.map((each: { name: string }) => [each.name, each]),
  );

test('[REG-9] the list of the inner district gives five communities with 4,233 households, all in scope', async () => {
  expect(await load('jincheng-urban-2020')).toMatchObject({
    __typename: 'ImportReport',
    rows: 5,
    created: 5,
    changed: 0,
    unchanged: 0,
  });

  expect(await division('140502')).toMatchObject({
    communityCount: 5,
    households: 4233,
    communitiesWithoutHouseholds: 1,
  });
  const plain = { derived: false, incomplete: false, synthetic: false, scope: 'IN' };
  expect(await byName('140502')).toMatchObject({
    凤源食品厂小区: { ...plain, households: 144, persons: 570, buildingCount: 6, investmentFen: 800_000_000 },
    // 396 - 144 and 11 - 6. Of the cluster's 1330+ persons and 18 mu nothing is known of one part.
    华森: {
      ...plain,
      households: 252,
      buildingCount: 5,
      completedYear: 1996,
      persons: null,
      landMu: null,
      derived: true,
    },
    南大街小区: { ...plain, households: 1246, landMu: 165, landAreaDm2: 11_000_000 },
    西大街小区: { ...plain, households: 2591, landMu: 427, landAreaDm2: 28_466_667 },
    华西小区: { ...plain, households: null, persons: null, completedYear: 1999, incomplete: true },
  });
});

test('[REG-9] a list without years leaves the scope unknown, and comes to 1,822,200,000 fen exactly', async () => {
  expect(await load('tianchang-2021')).toMatchObject({ rows: 10, created: 8 });

  const { communities, ...sums } = await division('341181');
  expect(sums).toEqual({ communityCount: 8, households: 554, communitiesWithoutHouseholds: 0 });
  const total = (figure: string) =>
    communities.nodes.reduce((sum: number, each: any) => sum + each[figure], 0);
  expect([total('investmentFen'), total('floorAreaDm2')]).toEqual([1_822_200_000, 5_660_000]);
  expect(communities.nodes.map(({ scope }: { scope: string }) => scope)).toEqual(Array(8).fill('UNKNOWN'));
  expect(await ask(database(), '{ division(code: "140500") { communityCount } }')).toEqual({
    division: { communityCount: 0 },
  });
});

test('[REG-9] a community completed in 2001 is out of scope, one of 2000 is in', async () => {
  const csv = jincheng
    .replace('南大街小区,1985', '南大街小区,2001')
    .replace('西大街小区,1985', '西大街小区,2000');
  await load('jincheng-urban-2020', { csv });

  expect(await byName('140502')).toMatchObject({ 南大街小区: { scope: 'OUT' }, 西大街小区: { scope: 'IN' } });
});

test('[REG-10] what a county has, its city and province have, and the county next to it does not', async () => {
  await load('jincheng-urban-2020');

  const asked = '{ communityCount households level name children { code communityCount } parent { code } }';
  const data = await ask(
    database(),
    `{ city: division(code: "140500") ${asked} next: division(code: "140525") ${asked} }`,
  );
  expect(data).toMatchObject({
    city: { communityCount: 5, households: 4233, level: 'CITY', name: '晋城市', parent: { code: '140000' } },
    next: { communityCount: 0, households: 0, level: 'COUNTY', name: '泽州县', parent: { code: '140500' } },
  });
  expect(data.city.children).toHaveLength(7);
  expect(data.city.children.filter((each: any) => each.communityCount > 0)).toEqual([
    { code: '140502', communityCount: 5 },
  ]);
});

test('[REG-10] a bureau imports lists of its own division and of what that covers, and no other', async () => {
  expect(await load('jincheng-urban-2020', { caller: bureauOf('140525') })).toMatchObject({
    __typename: 'ImportRefusal',
    code: 'NOT_IN_SCOPE',
    rule: 'REG-10',
  });
  expect(await load('jincheng-urban-2020', { caller: bureauOf('341181') })).toMatchObject({
    code: 'NOT_IN_SCOPE',
  });
  expect(await division('140502')).toMatchObject({ communityCount: 0 });
  expect(await load('jincheng-urban-2020', { caller: bureauOf('140500') })).toMatchObject({ created: 5 });
});

test('what is derived, incomplete, a lower bound or left out is said in the report, in both languages', async () => {
  const notes = async (...of: Parameters<typeof load>) =>
    (await load(...of)).notes.map(({ line, reason }: any) => `${line}: ${reason}`).join('\n');

  const ofJincheng = await notes('jincheng-urban-2020');
  expect(ofJincheng).toContain(
    '2: 华森 has no row of its own. It is what the others leave of 景忠路片区: buildings 11 - 6 = 5; households 396 - 144 = 252.',
  );
  expect(ofJincheng).toContain('6: Not everything of 华西小区 was published (no households).');
  expect(await notes('tianchang-2021')).toBe(
    '10: The list is short: the rows 9-12 that it leaves out come to 149 households, 12,900 m2, 417.8 万元 (10,000 yuan).',
  );
  expect(await notes('tianchang-2021', { caller: bureauOf('341181', 'zh') })).toBe(
    '10: 名单不完整：未列出的行 9-12 合计 149户、12,900 m²、417.8 万元。',
  );
});

test('a lower bound and land of a cluster stay on its row, as printed and as read', async () => {
  await load('jincheng-urban-2020');

  const { publication } = await ask(
    database(),
    `{ publication(id: "jincheng-urban-2020") { issuer year rows(first: 1) { pageInfo { hasNextPage } nodes {
       line kind name cluster cells { column text } quantities { measure count mu areaDm2 atLeast }
     } } } }`,
  );
  const [row] = publication.rows.nodes;
  expect(row).toMatchObject({ line: 2, kind: 'TOTAL', name: '景忠路片区(华森+凤源)', cluster: '景忠路片区' });
  expect(row.cells).toContainEqual({ column: 'persons', text: '1330+' });
  expect(row.quantities).toContainEqual({
    measure: 'persons',
    count: 1330,
    mu: null,
    areaDm2: null,
    atLeast: true,
  });
  // 18 mu are 12,000 m².
  expect(row.quantities).toContainEqual({
    measure: 'land',
    count: null,
    mu: 18,
    areaDm2: 1_200_000,
    atLeast: false,
  });
});

test('each community is told once, and twice the same changes nothing', async () => {
  await load('jincheng-urban-2020');
  const told = await factsIn(database());
  expect(told).toHaveLength(5);
  expect(told.map(({ data }) => data)).toContainEqual({
    communityId: expect.stringMatching(/^com_/),
    divisionCode: '140502',
    name: '华西小区',
    households: null,
    buildings: null,
    completedYear: 1999,
    synthetic: false,
  });

  expect(await load('jincheng-urban-2020')).toMatchObject({ created: 0, changed: 0, unchanged: 5 });
  expect(await factsIn(database())).toEqual(told);
});

test('[OVR-2] the same list again is stored no second time and leaves no entry; a changed total is and does', async () => {
  const traces = async () => [
    await database().read.countBy(AuditTable, { action: 'importCommunities' }),
    (await database().read.find(PublicationTable))[0]?.version,
  ];
  await load('tianchang-2021');
  expect(await traces()).toEqual([1, 1]);
  await load('tianchang-2021');
  expect(await traces()).toEqual([1, 1]);
  // The row of the total, which is no community, written otherwise.
  const csv = tianchang.replace(/2240$/m, '2240.0');
  expect(await load('tianchang-2021', { csv })).toMatchObject({ changed: 0, unchanged: 8 });
  expect(await traces()).toEqual([2, 2]);
});

test('a corrected figure revises its community and tells the whole of it again', async () => {
  await load('jincheng-urban-2020');
  const csv = jincheng.replace(',1246,', ',1247,');
  expect(await load('jincheng-urban-2020', { csv })).toMatchObject({ created: 0, changed: 1, unchanged: 4 });

  const told = await factsIn(database());
  expect(told.slice(5)).toMatchObject([
    {
      type: 'governance.community-revised.v1',
      data: { name: '南大街小区', households: 1247, completedYear: 1985 },
    },
  ]);
  expect(await division('140502')).toMatchObject({ communityCount: 5, households: 4234 });
});

test('a dry run says the same and stores nothing', async () => {
  expect(await load('jincheng-urban-2020', { dryRun: true })).toMatchObject({ dryRun: true, created: 5 });

  expect(await division('140502')).toMatchObject({ communityCount: 0 });
  expect(await factsIn(database())).toEqual([]);
  expect(await database().read.count(AuditTable)).toBe(0);
});

test('[OVR-2] who imported what, and with what result, is in the audit trail', async () => {
  await load('jincheng-urban-2020');

  const [entry] = await database().read.find(AuditTable);
  expect(entry).toMatchObject({
    actor: 'bureau-140502',
    action: 'importCommunities',
    subject: 'jincheng-urban-2020',
    detail: { created: 5, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
});

test.each([
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${jincheng}`)],
  ['GB18030', readFileSync(join(__dirname, 'jincheng-urban-2020.gb18030.csv'))],
  ['lines that end in CR LF', Buffer.from(jincheng.replaceAll('\n', '\r\n'))],
])('a file in %s is the same file', async (_, csv) => {
  await load('jincheng-urban-2020');

  expect(await load('jincheng-urban-2020', { csv })).toMatchObject({ created: 0, changed: 0, unchanged: 5 });
});

test('two imports of one list at once register each community once', async () => {
  const reports = await Promise.all([load('tianchang-2021'), load('tianchang-2021')]);

  expect(reports.map(({ created }) => created).sort()).toEqual([0, 8]);
  expect(await division('341181')).toMatchObject({ communityCount: 8 });
  expect(await factsIn(database())).toHaveLength(8);
});

test('a list of which one row is bad is refused whole, with every bad row by line, column and reason', async () => {
  const csv = tianchang.replace('105,3,13000,418', '一百零五,3,-13000,418').replace(',24,1,', ',24.5,0,');
  const refusal = await load('tianchang-2021', { csv });

  expect(refusal).toMatchObject({ code: 'BAD_ROWS', retryable: false });
  expect(refusal.problems).toEqual([
    {
      line: 2,
      column: 'households',
      value: '一百零五',
      reason: expect.stringContaining('not a whole number'),
    },
    { line: 2, column: 'floor_area_m2', value: '-13000', reason: expect.stringContaining('not be negative') },
    { line: 9, column: 'households', value: '24.5', reason: expect.stringContaining('not a whole number') },
    { line: 9, column: 'buildings', value: '0', reason: expect.stringContaining('not be 0') },
  ]);
  expect(refusal.problemsCsv).toContain('2,households,一百零五');
  expect(await division('341181')).toMatchObject({ communityCount: 0 });
  expect(await factsIn(database())).toEqual([]);
});

test.each([
  ['a figure with a footnote', jincheng.replace(',1246,', ',1246①,'), 'households', '1246①'],
  ['a figure with a raised one', jincheng.replace(',1246,', ',1246²,'), 'households', '1246²'],
  ['blanks for a name', jincheng.replace('西大街小区', '"  "'), 'name', ''],
])('%s is refused, and nothing of the list is stored', async (_, csv, column, value) => {
  expect(await load('jincheng-urban-2020', { csv })).toMatchObject({
    code: 'BAD_ROWS',
    problems: [{ column, value }],
  });
  expect(await division('140502')).toMatchObject({ communityCount: 0 });
});

test('a file over 5 MiB, one with no rows, and one without a column are refused', async () => {
  expect(await load('tianchang-2021', { csv: `${tianchang}${'x'.repeat(5 * 1024 * 1024)}` })).toMatchObject({
    code: 'TOO_LARGE',
  });
  expect(await load('tianchang-2021', { csv: '' })).toMatchObject({ code: 'EMPTY_FILE' });
  expect(await load('tianchang-2021', { csv: tianchang.split('\n')[0]! })).toMatchObject({
    code: 'EMPTY_FILE',
  });
  expect(
    await load('tianchang-2021', { csv: tianchang.replace('floor_area_m2', 'floor_area') }),
  ).toMatchObject({
    code: 'NOT_A_TABLE',
    problems: [{ line: 1, column: 'floor_area_m2' }],
  });
  expect(await load('tianchang-2021', { csv: Buffer.from([0xff, 0x00, 0xfe, 0x80]) })).toMatchObject({
    code: 'UNKNOWN_ENCODING',
  });
});

test('what is not base64, and a list that nobody has defined, are refused', async () => {
  const importing = (publication: string, contentBase64: string) =>
    execute(
      schema,
      `mutation ($input: ImportCommunitiesInput!) {
         importCommunities(input: $input) { ... on ImportRefusal { code message } }
       }`,
      {
        db: database(),
        now: monday,
        caller: bureauOf('341181'),
        variables: { input: { publication, file: { contentBase64 } } },
      },
    );

  expect(await importing('tianchang-2021', '天长')).toMatchObject({
    data: { importCommunities: { code: 'NOT_BASE64' } },
  });
  expect(await importing('atlantis-2021', '')).toMatchObject({
    data: { importCommunities: { code: 'TARGET_NOT_FOUND' } },
  });
});

test('a row that the definition names must be there, once, and a community is listed once and in one list', async () => {
  const problemsOf = async (publication: 'jincheng-urban-2020' | 'tianchang-2021', csv: string) =>
    (await load(publication, { csv })).problems.map(({ line, reason }: any) => `${line}: ${reason}`);

  expect(await problemsOf('tianchang-2021', tianchang.replace(/^total.*\n/m, ''))).toEqual([
    expect.stringMatching(/^1: The file has no row "total", which .* Use the whole file as published\.$/),
  ]);
  expect(await problemsOf('jincheng-urban-2020', `${jincheng.trim()}\n华西小区,1999,,,,,,,,,\n`)).toEqual([
    '7: Is on line 6 already. Remove one.',
  ]);
  expect(await problemsOf('jincheng-urban-2020', jincheng.replace('西大街小区', '南大街小区'))).toEqual([
    '5: 南大街小区 is on line 4 already. Remove one if they are one community; if they are two, give one of them another name by a row "named" in the publication\'s definition.',
  ]);
  // Beside a figure that cannot be read.
  const both = jincheng.replace('西大街小区', '南大街小区').replace(',1246,', ',many,');
  expect((await load('jincheng-urban-2020', { csv: both })).problems).toMatchObject([
    { line: 4, value: 'many' },
    { line: 5, column: expect.any(String), value: '南大街小区' },
  ]);
  await load('jincheng-urban-2020');
  expect(await problemsOf('jincheng-urban-2020', jincheng.replace('西大街小区', '东大街小区'))).toEqual([
    expect.stringMatching(
      /^1: 西大街小区 was registered from this list .* add its row as last imported.*"named"/,
    ),
  ]);
});
