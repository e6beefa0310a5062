import { buildingOf, longestLabel, readHouseholdLabel } from './household-label';

test.each([
  ['2-1-301', '2-1-301'],
  [' 2 - 1 - 301 ', '2-1-301'],
  ['２－１－３０１', '2-1-301'],
  ['2—1–301', '2-1-301'],
  ['2\u200b-1-301', '2-1-301'],
  ['2号楼  1单元 301', '2-1-301'],
  ['2号楼1单元301室', '2-1-301'],
  ['2号楼-1单元-301', '2-1-301'],
  ['02-01-0301', '2-1-301'],
  ['a-1', 'A-1'],
  ['东1-301', '东1-301'],
  ['传达室  东侧', '传达室 东侧'],
])('what typing adds to %j is folded', (typed, label) => {
  expect(readHouseholdLabel(typed)).toBe(label);
});

test('[PART-3] however one home is written, it is one household', () => {
  const ways = [
    '1-1-101',
    '1-1-0101',
    '01-1-101',
    '1－1－101',
    '1号楼1单元101',
    '1栋 1单元 101室',
    '1 - 1 - 101户',
  ];
  expect(new Set(ways.map(readHouseholdLabel))).toEqual(new Set(['1-1-101']));
});

test('a label of 40 characters is kept, one of 41 and one of none are not', () => {
  expect(readHouseholdLabel('楼'.repeat(longestLabel))).toHaveLength(longestLabel);
  expect(readHouseholdLabel('楼'.repeat(longestLabel + 1))).toBeNull();
  expect(readHouseholdLabel('  ')).toBeNull();
});

test('what is no text is no label', () => {
  expect(readHouseholdLabel('2-1\u0007-301')).toBeNull();
  expect(readHouseholdLabel('2-1-\ud800')).toBeNull();
});

test('[PART-3] the building is the first part of a label', () => {
  expect(buildingOf('12-1-301')).toBe('12');
  expect(buildingOf('301')).toBe('301');
});
