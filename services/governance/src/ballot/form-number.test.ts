import { readFormNumber } from './form-number';

test.each([
  'FY-001',
  'fy-001',
  'ＦＹ－００１',
  ' FY - 001 ',
  'FY——001',
  'FY\u2212001',
  'FYー001',
  'F\u200bY-\u202e001',
  'FY_001',
  'FY/001',
  'FY\\001',
  'FY·001',
  'ＦＹ／００１',
  'FY＿001',
  'FY／－001',
])('[GOV-VOTE-13] %s is the form FY-001, however it was typed', (typed) => {
  expect(readFormNumber(typed)).toBe('FY-001');
});

test('[GOV-VOTE-13] forms that differ in a digit, a nought in front or where they are separated are others', () => {
  for (const other of ['FY-002', 'FY-01', 'FY001', 'FY-00-1', 'F-Y-001', 'FY.001', '2-11-01', '21-1-01'])
    expect(readFormNumber(other)).toBe(other);
  expect(readFormNumber('FY/00/1')).toBe('FY-00-1');
});

test('[GOV-VOTE-13] a number has 1 to 40 characters, none of them a control character', () => {
  expect(readFormNumber(' \u200b')).toBeNull();
  expect(readFormNumber('票'.repeat(40))).toBe('票'.repeat(40));
  expect(readFormNumber('票'.repeat(41))).toBeNull();
  for (const control of ['\u0000', '\n', '\t', '\r\n', '\u0085', '\u2028'])
    expect(readFormNumber(`F${control}-1`)).toBeNull();
  // As a scanner or a cell of a table leaves it.
  expect(readFormNumber(' F-1\t\r\n')).toBe('F-1');
  expect(readFormNumber('F\ud800')).toBeNull();
});
