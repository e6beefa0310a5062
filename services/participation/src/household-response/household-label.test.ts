import { buildingOf, readHouseholdLabel } from './household-label';

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
  ['a-1', 'A-0-1'],
  ['东1-301', '东1-0-301'],
  ['2 号楼 1 单元 301 室', '2-1-301'],
  ['2-301', '2-0-301'],
  ['3A-1-301', '3A-1-301'],
  ['B座1单元101室', 'B-1-101'],
  ['2号楼甲单元301', '2-甲-301'],
  ['2号楼1单元东户', '2-1-东'],
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

test.each([
  '王建国',
  '王建国 2-1-301',
  '2-1-王建国',
  'Li-Lei',
  'Wang 1-301',
  'Li He',
  '东-西-南',
  '传达室',
  '13800138000',
  '301',
  '3-2-1-301',
  '2-1-一',
  '  ',
])('[PRIV-1] %j is no building, entrance and door, and no label', (typed) => {
  expect(readHouseholdLabel(typed)).toBeNull();
});

test('what is no text is no label', () => {
  expect(readHouseholdLabel('2-1\u0007-301')).toBeNull();
  expect(readHouseholdLabel('2-1-\ud800')).toBeNull();
});

test('[PART-3] the building is the first part of a label', () => {
  expect(buildingOf('12-1-301')).toBe('12');
});
