import { AuditTable } from '@anju/runtime/audit';
import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { asOnTwoNodes } from '@anju/runtime/testing/two-nodes';
import { transaction } from '@anju/runtime/transaction';
import { bureauOf, monday } from '../community/community.builder';
import { ExclusiveUnitTable } from '../exclusive-unit/exclusive-unit.table';
import { OwnerTable } from '../owner/owner.table';
import { storage } from '../storage';
import {
  aRoll,
  aRow,
  committeeOf,
  importRoll,
  ownerOf,
  registered,
  rollAsSeen,
  rollOfC,
  rowsOfC,
  streetOf,
  zoneOf,
} from './owners-roll.builder';
import { findBuildings, loadRollUnits } from './owners-roll.queries';

const database = testDatabase(storage);

let communityId: `com_${string}`;
let otherId: string;
beforeEach(async () => {
  const ids = await registered(database());
  communityId = ids.communityId as typeof communityId;
  otherId = ids.otherId;
});

const load = (csv: string | Buffer, by: Parameters<typeof importRoll>[3] = {}) =>
  importRoll(database(), communityId, csv, by);
const unitsByLabel = async () =>
  Object.fromEntries((await rollAsSeen(database(), communityId)).map((unit) => [unit.label, unit]));
const buildingsTold = async () =>
  (await factsIn(database())).filter(({ type }) => type === 'governance.building-recorded.v1');
const homes = () => database().read.count(ExclusiveUnitTable);

test('[REG-2, REG-3, REG-4, REG-7, REG-8] example: the roll of community C is nine units, seven heads and 700.00 m²', async () => {
  expect(await load(rollOfC())).toMatchObject({
    __typename: 'ImportReport',
    dryRun: false,
    rows: 9,
    created: 9,
    changed: 0,
    unchanged: 0,
  });

  expect(await zoneOf(database(), communityId)).toEqual({
    buildings: 3,
    units: 9,
    heads: 7,
    areaDm2: 70000,
    unitsWithoutArea: 0,
  });
  const units = await unitsByLabel();
  const owners = (label: string) => units[label].owners.map(({ id }: { id: string }) => id);
  expect(owners('1-1-101')).toEqual(owners('1-1-102'));
  expect(owners('2-1-203')).toEqual(owners('2-1-204'));
  expect(owners('1-1-103')).toHaveLength(2);
  expect(units['1-1-103']).toMatchObject({ areaDm2: 9000 });
});

test('[REG-2] area goes by evidence: registered before surveyed before contract', async () => {
  await load(rollOfC());

  const units = await unitsByLabel();
  expect(units['1-1-101']).toMatchObject({ areaDm2: 8000, areaEvidence: 'REGISTERED' });
  expect(units['2-1-202']).toMatchObject({ areaDm2: 7000, areaEvidence: 'SURVEYED' });
  expect(units['2-1-204']).toMatchObject({ areaDm2: 5000, areaEvidence: 'CONTRACT' });
});

test('[REG-2] an area unlike a home is taken as the evidence says, and said to be so row by row, as no law', async () => {
  const areas = (...areas: readonly string[]) =>
    aRoll(...areas.map((area, i) => aRow(`${101 + i}`, { area_registered_m2: area })));
  const surveyed = { area_registered_m2: '', area_surveyed_m2: '99999' };
  const { created, notes } = await load(
    `${areas('4.99', '5.00', '1000.00', '1000.01')}${aRow('105', surveyed)}\n`,
  );
  expect(created).toBe(5);
  expect(notes).toEqual(
    [
      { line: 2, column: 'area_registered_m2', value: '4.99' },
      { line: 5, column: 'area_registered_m2', value: '1000.01' },
      { line: 6, column: 'area_surveyed_m2', value: '99999' },
    ].map((note, i) => ({
      ...note,
      rule: null,
      reason: expect.stringContaining(`1-1-${[101, 104, 105][i]} has an area under 5.00 or over 1000.00 m²`),
    })),
  );
  expect(await zoneOf(database(), communityId)).toMatchObject({ areaDm2: 499 + 500 + 200_001 + 9_999_900 });
});

test('[REG-2] a unit with no evidence of its area is taken, and said to be so in both languages', async () => {
  const csv = rollOfC({ U4: aRow('104', { area_registered_m2: '' }) });
  expect(await load(csv)).toMatchObject({
    created: 9,
    notes: expect.arrayContaining([
      {
        line: 5,
        column: 'area_registered_m2',
        value: null,
        rule: 'REG-2',
        reason: expect.stringContaining('1-1-104 has no evidence of its area'),
      },
    ]),
  });
  expect((await load(csv, { caller: bureauOf('140502', 'zh') })).notes[0].reason).toContain(
    '没有任何面积依据',
  );
  expect(await zoneOf(database(), communityId)).toMatchObject({
    units: 9,
    areaDm2: 64000,
    unitsWithoutArea: 1,
  });
  expect((await unitsByLabel())['1-1-104']).toMatchObject({ areaDm2: null, areaEvidence: null });
});

test('[REG-1] example: F bought U8 and has no key yet, so the developer is its owner and F is not kept', async () => {
  const { notes } = await load(rollOfC());

  expect(notes).toEqual([
    expect.objectContaining({ line: 9, column: 'owners', value: '方五', rule: 'REG-1' }),
  ]);
  expect((await unitsByLabel())['2-1-204']).toMatchObject({
    title: 'SOLD_NOT_DELIVERED',
    owners: [{ kind: 'LEGAL_PERSON', maskedName: '恒***' }],
  });
  // A, B1, B2, C, D, E, the developer and G.
  expect(await database().read.count(OwnerTable)).toBe(8);
});

test('[REG-1, REG-3] once it is handed over the buyer is the owner, and a head of its own', async () => {
  await load(rollOfC());
  const handedOver = aRow('204', {
    building: '2',
    area_registered_m2: '',
    area_contract_m2: '50.00',
    title: 'IN_POSSESSION',
    owners: '方五',
    documents: 'F-1',
    developer: '恒安置业',
  });

  expect(await load(rollOfC({ U8: handedOver }))).toMatchObject({ created: 0, changed: 1, unchanged: 8 });
  expect(await zoneOf(database(), communityId)).toMatchObject({ heads: 8, areaDm2: 70000 });
  expect((await unitsByLabel())['2-1-204'].owners).toMatchObject([{ kind: 'PERSON', maskedName: '方*' }]);
});

test('[REG-1] who is in possession without registration and not from the developer is no owner', async () => {
  const secondHand = aRow('204', { building: '2', title: 'IN_POSSESSION', owners: '方五', documents: 'F-1' });
  expect(await load(rollOfC({ U8: secondHand }))).toMatchObject({
    code: 'BAD_ROWS',
    problems: [{ line: 9, column: 'developer', rule: 'REG-1' }],
  });
});

test.each(['REGISTERED', 'COURT_RULING', 'INHERITANCE', 'LAWFUL_CONSTRUCTION'])(
  '[REG-1] %s makes an owner of who is named',
  async (title) => {
    await load(aRoll(aRow('101', { title, developer: '恒安置业;91000000MA0K00000P' })));
    expect((await unitsByLabel())['1-1-101']).toMatchObject({ title, owners: [{ kind: 'PERSON' }] });
  },
);

test('[REG-3] what the developer keeps registered is of its one head too', async () => {
  const kept = aRow('104', {
    owner_kind: 'LEGAL_PERSON',
    owners: '恒安置业',
    documents: '91000000ma0k00000p',
    area_registered_m2: '60',
  });
  await load(rollOfC({ U4: kept }));
  expect(await zoneOf(database(), communityId)).toMatchObject({ heads: 6, areaDm2: 70000 });
});

test('[REG-4] A alone and A with B are two heads; the same two in another order are one', async () => {
  const pair = { owners: '安一;白一', documents: 'A-1;B-1' };
  const turned = { owners: '白一、安一', documents: 'B-1、A-1' };
  await load(
    aRoll(
      aRow('101', { owners: '安一', documents: 'A-1' }),
      aRow('102', pair),
      aRow('103', turned),
      aRow('104', { owners: '白一', documents: 'b-1' }),
    ),
  );
  expect(await zoneOf(database(), communityId)).toMatchObject({ units: 4, heads: 3, areaDm2: 32000 });
});

test('[REG-4] forty heirs of one home are one head', async () => {
  const heirs = Array.from({ length: 40 }, (_, i) => i);
  const owners = heirs.map((i) => `继承人${i}`).join(';');
  const documents = heirs.map((i) => `H-${i}`).join(';');
  const turned = heirs.toReversed();
  await load(
    aRoll(
      aRow('101', { title: '继承', owners, documents }),
      aRow('102', {
        title: '继承',
        owners: turned.map((i) => `继承人${i}`).join(';'),
        documents: turned.map((i) => `H-${i}`).join(';'),
      }),
    ),
  );
  expect(await zoneOf(database(), communityId)).toMatchObject({ units: 2, heads: 1 });
  expect((await unitsByLabel())['1-1-101'].owners).toHaveLength(40);
});

test('[REG-7] the assembly finds the same units, heads and areas, of all or of some buildings', async () => {
  await load(rollOfC());

  const buildings = await findBuildings(database().read, communityId);
  expect(buildings.map(({ number }) => number)).toEqual(['1', '2', '3']);
  const all = await loadRollUnits(database().read, communityId, null);
  expect(all.map(({ label }) => label)).toEqual([
    '1-1-101',
    '1-1-102',
    '1-1-103',
    '1-1-104',
    '2-1-201',
    '2-1-202',
    '2-1-203',
    '2-1-204',
    '3-0-1',
  ]);
  expect(new Set(all.map(({ headKey }) => headKey)).size).toBe(7);
  const second = await loadRollUnits(database().read, communityId, [buildings[1]!.id]);
  expect(second.map(({ label }) => label)).toEqual(['2-1-201', '2-1-202', '2-1-203', '2-1-204']);
});

test('[REG-2, REG-4, PRIV-1] each building is told whole, with ids and numbers and no name or document', async () => {
  await load(rollOfC());

  const told = await buildingsTold();
  expect(told).toHaveLength(3);
  const units = await unitsByLabel();
  const ids = (label: string) => units[label].owners.map(({ id }: { id: string }) => id);
  // Facts of one moment have no order among different buildings.
  expect(told.find(({ data }: any) => data.number === '1')!.data).toEqual({
    buildingId: units['1-1-101'].building.id,
    communityId,
    number: '1',
    units: ['1-1-101', '1-1-102', '1-1-103', '1-1-104'].map((label) => ({
      unitId: units[label].id,
      label,
      areaDm2: units[label].areaDm2,
      housingKind: 'COMMERCIAL_HOUSING',
      ownerIds: ids(label),
    })),
    synthetic: false,
  });
  expect(JSON.stringify(told)).not.toMatch(/安一|白一|A-1|B-1/);
});

test('[REG-2, REG-3] a shop is a unit with a voice and no home, and told as that beside a kind that all readers know', async () => {
  await load(rollOfC());
  expect((await unitsByLabel())['3-0-1']).toMatchObject({ housingKind: 'NON_RESIDENTIAL', areaDm2: 15000 });
  expect(await zoneOf(database(), communityId)).toMatchObject({ units: 9, heads: 7, areaDm2: 70000 });
  const shop = async () => {
    const told: any[] = (await buildingsTold()).filter(({ data }: any) => data.number === '3');
    return told.at(-1).data.units[0];
  };
  expect(await shop()).toMatchObject({ housingKind: 'COMMERCIAL_HOUSING', nonResidential: true });

  const home = rowsOfC.U9.replace('非住宅', '房改房');
  expect(await load(rollOfC({ U9: home }))).toMatchObject({ changed: 1, unchanged: 8 });
  expect(await shop()).toMatchObject({ housingKind: 'REFORM_HOUSING' });
  expect(await shop()).not.toHaveProperty('nonResidential');
  expect(await load(rollOfC({ U9: rowsOfC.U9.replace('非住宅', '商铺') }))).toMatchObject({ changed: 1 });
});

test('[OVR-2, PRIV-1] names and documents are sealed, and the import leaves an entry without them', async () => {
  await load(rollOfC());

  const stored = JSON.stringify([
    await database().read.find(OwnerTable),
    await database().read.find(ExclusiveUnitTable),
    await database().read.find(AuditTable),
  ]);
  expect(stored).not.toMatch(/安一|白一|方五|国兴|A-1|91000000/);
  expect(await database().read.findBy(AuditTable, { action: 'importOwnersRoll' })).toMatchObject([
    { subject: communityId, actor: 'bureau-140502', at: monday, detail: { created: 9 } },
  ]);
});

test('[REG-7] the same file again changes nothing and tells nothing', async () => {
  await load(rollOfC());
  const told = await factsIn(database());
  const before = await rollAsSeen(database(), communityId);

  expect(await load(rollOfC())).toMatchObject({ rows: 9, created: 0, changed: 0, unchanged: 9 });
  // Nor does another order of its rows.
  const [header, ...lines] = rollOfC().trim().split('\n');
  expect(await load([header, ...lines.toReversed()].join('\n'))).toMatchObject({ changed: 0, unchanged: 9 });

  expect(await factsIn(database())).toEqual(told);
  expect(await rollAsSeen(database(), communityId)).toEqual(before);
  expect(await database().read.countBy(AuditTable, { action: 'importOwnersRoll' })).toBe(1);
});

test('[REG-2] a corrected area changes its home, and only its building is told again', async () => {
  await load(rollOfC());
  expect(await load(rollOfC({ U4: rowsOfC.U4.replace(',60,', ',61.5,') }))).toMatchObject({
    created: 0,
    changed: 1,
    unchanged: 8,
  });

  expect(await zoneOf(database(), communityId)).toMatchObject({ areaDm2: 70150, heads: 7 });
  const told = await buildingsTold();
  expect(told).toHaveLength(4);
  expect(told[3]!.data).toMatchObject({
    number: '1',
    units: [{}, {}, {}, { label: '1-1-104', areaDm2: 6150 }],
  });
});

test('[REG-3] a corrected name is taken, the owner stays who it was, and nothing is told', async () => {
  await load(rollOfC());
  const before = (await unitsByLabel())['1-1-104'].owners[0];
  const told = await factsIn(database());

  expect(await load(rollOfC({ U4: rowsOfC.U4.replace('常三', '尝三') }))).toMatchObject({ changed: 1 });
  expect((await unitsByLabel())['1-1-104'].owners).toEqual([{ ...before, maskedName: '尝*' }]);
  expect(await factsIn(database())).toEqual(told);
});

test('[REG-1] a home that is sold has its new owner, and a home built since is added', async () => {
  await load(rollOfC());
  const sold = rowsOfC.U4.replace('常三', '新六').replace('C-1', 'N-1');
  const added = `${rollOfC({ U4: sold })}${aRow('105')}\n`;

  expect(await load(added)).toMatchObject({ rows: 10, created: 1, changed: 1, unchanged: 8 });
  expect(await zoneOf(database(), communityId)).toEqual({
    buildings: 3,
    units: 10,
    heads: 8,
    areaDm2: 78000,
    unitsWithoutArea: 0,
  });
});

test('a dry run says what would be done, and stores nothing', async () => {
  expect(await load(rollOfC(), { dryRun: true })).toMatchObject({ dryRun: true, created: 9 });
  expect(await homes()).toBe(0);
  expect(await buildingsTold()).toEqual([]);
  expect(await zoneOf(database(), communityId)).toBeNull();
});

test('[REG-3] what is wrong with a cell and what is wrong between two rows are told at once, in the order of lines', async () => {
  const rows = [
    aRow('101', { documents: 'X' }),
    aRow('102', { documents: 'X', owners: '另一' }),
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
  expect(await homes()).toBe(1);
});

test('two files at once are taken one after the other', async () => {
  const [first, second] = await Promise.all([load(rollOfC()), load(rollOfC())]);
  expect([first.created, second.created].sort()).toEqual([0, 9]);
  expect(await homes()).toBe(9);
});

test('of two corrections at once on two nodes of a cluster, the roll is one as a whole', async () => {
  await load(rollOfC());
  asOnTwoNodes(database(), 'community');
  const withU4 = rollOfC({ U4: rowsOfC.U4.replace('60', '61') });
  const withU5 = rollOfC({ U5: rowsOfC.U5.replace('70.00', '71.00') });

  const both = await Promise.all([load(withU4), load(withU5)]);

  // The second takes back what the first corrected, and says so.
  expect(both.map(({ changed }) => changed).toSorted()).toEqual([1, 2]);
  const areas = (await rollAsSeen(database(), communityId)).map(({ areaDm2 }) => areaDm2);
  expect([areas[3], areas[4]]).toEqual(both[0].changed === 2 ? [6100, 7000] : [6000, 7100]);
});

test.each<[string, string, { column: string | null; line?: number; rule?: string }, string, string]>([
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
    'a name where a door belongs',
    aRoll(aRow('王建国')),
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
    aRoll(aRow('101', { housing_kind: '车库' })),
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
    aRoll(aRow('101', { documents: 'X' }), aRow('102', { documents: 'X' })),
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
    expect(await homes()).toBe(0);
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
  expect(await homes()).toBe(9);
});

test('what is no table is refused', async () => {
  expect(await load('building,entrance\n1,1\n')).toMatchObject({ code: 'NOT_A_TABLE' });
  expect(await load('')).toMatchObject({ code: 'EMPTY_FILE' });
});

test('[REG-10, PRIV-1] a roll is imported by its county and its street, and by nobody else', async () => {
  const refused = { __typename: 'ImportRefusal', code: 'NOT_IN_SCOPE' };
  for (const division of ['140525', '341181'] as const) {
    expect(await load(rollOfC(), { caller: bureauOf(division) })).toMatchObject(refused);
    expect(await load(rollOfC(), { caller: { ...streetOf(), division } })).toMatchObject(refused);
  }
  // An owner who is a street's officer elsewhere is one here neither.
  const both = { ...ownerOf(communityId), roles: new Set(['OWNER', 'SUBDISTRICT_OFFICE'] as const) };
  expect(await load(rollOfC(), { caller: { ...both, division: '341181' } })).toMatchObject(refused);
  for (const caller of [ownerOf(communityId), committeeOf(communityId)])
    await expect(load(rollOfC(), { caller })).rejects.toThrow('FORBIDDEN');
  for (const id of ['com_none', 'prj_1', '凤源'])
    expect(await importRoll(database(), id, rollOfC())).toMatchObject({ code: 'TARGET_NOT_FOUND' });
  expect(await homes()).toBe(0);

  expect(await load(rollOfC(), { caller: streetOf() })).toMatchObject({ created: 9 });
});

test('[REG-3] the same person owns in two communities as two owners', async () => {
  await load(rollOfC());
  expect(await importRoll(database(), otherId, rollOfC())).toMatchObject({ created: 9 });
  expect(await database().read.count(OwnerTable)).toBe(16);
  expect(await zoneOf(database(), otherId)).toMatchObject({ units: 9, heads: 7 });
});

test('homes and buildings stand in the order in which people count them', async () => {
  await load(
    aRoll(aRow('101', { building: '10' }), aRow('1001'), aRow('201'), aRow('101', { building: '2' })),
  );
  expect((await rollAsSeen(database(), communityId, 1)).map(({ label }) => label)).toEqual([
    '1-1-201',
    '1-1-1001',
    '2-1-101',
    '10-1-101',
  ]);
});

test('a note that only mentions the word for what is invented marks no home as that, and is told by row and column', async () => {
  const mentions = [
    '原合成氨厂职工',
    'not synthetic',
    'polysynthetic fibre works',
    '非虚构',
    'synthetic data',
    '演示，合成数据',
  ];
  const marks = ['SYNTHETIC', '合成', '"synthetic, demo"', '演示；虚构', '演示（虚构）'];
  const others = ['', '二手房'];
  const all = [...mentions, ...marks, ...others];
  const csv = aRoll(...all.map((note, i) => aRow(`${101 + i}`, { note })));

  expect((await load(csv)).notes).toEqual(
    mentions.map((value, i) => ({
      line: i + 2,
      column: 'note',
      value,
      rule: null,
      reason: expect.stringContaining(`The note on 1-1-${101 + i} has a word for what is invented`),
    })),
  );
  const [{ reason }] = (await load(csv, { caller: bureauOf('140502', 'zh') })).notes;
  expect(reason).toContain('1-1-101 的备注中有“虚构”一类的字样');
  expect((await rollAsSeen(database(), communityId)).map(({ synthetic }) => synthetic)).toEqual([
    ...mentions.map(() => false),
    ...marks.map(() => true),
    ...others.map(() => false),
  ]);
});

test('invented figures are marked as such', async () => {
  await load(
    aRoll(aRow('101', { note: 'synthetic' }), aRow('102'), aRow('101', { building: '2', note: '虚构' })),
  );
  const marks = (await rollAsSeen(database(), communityId)).map(({ synthetic }) => synthetic);
  expect(marks).toEqual([true, false, true]);
  expect((await buildingsTold()).map(({ data }: any) => data.synthetic)).toEqual([true, true]);
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
