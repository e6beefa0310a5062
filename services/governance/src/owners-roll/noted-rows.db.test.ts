import { testDatabase } from '@anju/runtime/testing/test-database';
import { bureauOf } from '../community/community.builder';
import { storage } from '../storage';
import {
  aRoll,
  aRow,
  importRoll,
  registered,
  rollAsSeen,
  rollOfC,
  unitsByLabel,
  zoneOf,
} from './owners-roll.builder';

const database = testDatabase(storage);

let communityId: string;
beforeEach(async () => {
  ({ communityId } = await registered(database()));
});

const load = (csv: string | Buffer, by: Parameters<typeof importRoll>[3] = {}) =>
  importRoll(database(), communityId, csv, by);

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
  expect((await unitsByLabel(database(), communityId))['1-1-104']).toMatchObject({
    areaDm2: null,
    areaEvidence: null,
  });
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

test('a roll of more than twice as many homes as the community has households is taken, and said to be so', async () => {
  // It is registered with 144.
  const homes = (count: number) => aRoll(...Array.from({ length: count }, (_, i) => aRow(`${101 + i}`)));
  expect((await load(homes(288))).notes).toEqual([]);
  const more = { created: 1, notes: [{ line: 1, column: null, rule: null }] };
  const english = await load(homes(289), { dryRun: true });
  expect(english).toMatchObject(more);
  expect(english.notes[0].reason).toContain(
    'has 289 homes, and the community is registered with 144 households',
  );
  const chinese = await load(homes(289), { caller: bureauOf('140502', 'zh') });
  expect(chinese.notes[0].reason).toContain('文件有 289 套，而登记的小区只有 144 户');
});
