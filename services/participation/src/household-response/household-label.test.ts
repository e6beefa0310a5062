import { buildingOf, longestLabel, readHouseholdLabel } from './household-label';

test.each([
  ['2-1-301', '2-1-301'],
  [' 2 - 1 - 301 ', '2-1-301'],
  ['２－１－３０１', '2-1-301'],
  ['2—1–301', '2-1-301'],
  ['2\u200b-1-301', '2-1-301'],
  ['2号楼  1单元 301', '2号楼 1单元 301'],
])('what typing adds to %j is folded', (typed, label) => {
  expect(readHouseholdLabel(typed)).toBe(label);
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
