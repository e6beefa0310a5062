import { readLabelPart } from './label-part';

test.each([
  ['2', '2'],
  [' ２ ', '2'],
  ['02', '2'],
  ['0', '0'],
  ['2号楼', '2'],
  ['3单元', '3'],
  ['301室', '301'],
  ['2a', '2A'],
  ['B', 'B'],
  ['B01', 'B1'],
  ['东1', '东1'],
  ['甲单元', '甲'],
  ['东户', '东'],
  ['1234567', '1234567'],
])('%s is read as %s', (typed, read) => {
  expect(readLabelPart(typed)).toBe(read);
});

test.each(['', '王建国', '东方', '1-1', '2/3', '一', '123456789', '单元', '-1', '3.5'])(
  '%s is no part of a label',
  (typed) => {
    expect(readLabelPart(typed)).toBeNull();
  },
);
