import { toSafeInteger } from './columns';

test.each([
  ['0', 0],
  ['-7', -7],
  ['9007199254740991', Number.MAX_SAFE_INTEGER],
  [Number.MIN_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
])('[CONV-1] %p is the integer %p', (value, integer) => {
  expect(toSafeInteger(value)).toBe(integer);
});

test.each([
  null,
  undefined,
  '',
  ' ',
  '1.5',
  '1e3',
  '0x10',
  'NaN',
  1.5,
  Number.NaN,
  2 ** 53,
  '9007199254740993',
  7n,
])('[CONV-1] %p is no exact integer', (value) => {
  expect(() => toSafeInteger(value)).toThrow(RangeError);
});
