import { readHouseholdLabel } from './household-label';

const read = (typed: string) => readHouseholdLabel(typed, '凤源小区');

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
  ['2号1单元301', '2-1-301'],
  ['2号1单元301号', '2-1-301'],
  ['2#楼1单元301', '2-1-301'],
  ['2＃ 1单元 301', '2-1-301'],
  ['2幢一单元301', '2-1-301'],
  ['二号楼一单元301室', '2-1-301'],
  ['十二栋二单元五号', '12-2-5'],
  ['二十座三门301', '20-3-301'],
  ['九十九号楼301', '99-0-301'],
  ['二-一-301', '2-1-301'],
  ['2号楼1门301', '2-1-301'],
  ['2楼1单元301', '2-1-301'],
  ['3号院1单元301', '3-1-301'],
  ['2/1/301', '2-1-301'],
  ['２／１／３０１', '2-1-301'],
  ['2 / 301', '2-0-301'],
  ['2 1 301', '2-1-301'],
])('what typing adds to %j is folded', (typed, label) => {
  expect(read(typed)).toBe(label);
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
  expect(new Set(ways.map(read))).toEqual(new Set(['1-1-101']));
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
  '丁一',
  '丁一-1',
  '  ',
])('[PRIV-1] %j is no building, entrance and door, and no label', (typed) => {
  expect(read(typed)).toBeNull();
});

test.each([
  // A floor, or a building.
  '3楼301',
  '1单元3楼301',
  '2-3楼-301',
  // A compound with buildings, or one of them.
  '5号院2-301',
  '5号院2号楼1单元301',
  '2号楼1号楼301',
  // An entrance, and no door or no building.
  '2号楼1单元',
  '1单元301',
  '2号楼',
  // 21 or 2 and 1; a numeral, or a stroke between two parts.
  '二一号楼301',
  '2一1一301',
  '一百号楼301',
  '2-1-三〇一',
  '2，1，301',
  '2\\1\\301',
])('what may be two homes, or half of one, is no label: %j', (typed) => {
  expect(read(typed)).toBeNull();
});

test('the name of the community itself may stand in front, and no other', () => {
  for (const typed of ['凤源小区2号楼1单元301', ' 凤源小区 2-1-301', '凤源小区-2#楼一单元301', '2-1-301'])
    expect(read(typed)).toBe('2-1-301');
  for (const typed of ['凤源小区', '凤城小区2-1-301', '凤源2-1-301', '凤源小区王建国'])
    expect(read(typed)).toBeNull();
});

test('a community whose name could be a building is left out only where one home remains', () => {
  expect(readHouseholdLabel('2号院1号楼3单元301', '2号院')).toBe('1-3-301');
  // Building A1 of A, or building 1 of it.
  expect(readHouseholdLabel('A1-1-301', 'A')).toBeNull();
  expect(readHouseholdLabel('A-1-301', 'B')).toBe('A-1-301');
});

test('what is no text is no label', () => {
  expect(read('2-1\u0007-301')).toBeNull();
  expect(read('2-1-\ud800')).toBeNull();
});
