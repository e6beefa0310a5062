import { compare, median, percentile, toTable } from './figures';

test('a percentile is a value that occurred, and that so many do not exceed', () => {
  const oneToHundred = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(percentile(oneToHundred, 50)).toBe(50);
  expect(percentile(oneToHundred, 99)).toBe(99);
  expect(percentile(oneToHundred, 100)).toBe(100);
  // Of a hundred and one, one more must not be exceeded.
  expect(percentile([...oneToHundred, 101], 99)).toBe(100);
  expect(percentile([7], 1)).toBe(7);
  expect(percentile([10, 9], 50)).toBe(9);
  expect(percentile([10, 9], 51)).toBe(10);
  expect(() => percentile([], 50)).toThrow('nothing');
});

test('values are compared as numbers, and what was given keeps its order', () => {
  const given = [10, 9, 100];
  expect(median(given)).toBe(10);
  expect(percentile(given, 99)).toBe(100);
  expect(given).toEqual([10, 9, 100]);
});

test('of an even number the median is between the two in the middle', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([1])).toBe(1);
  expect(() => median([])).toThrow('nothing');
});

test('the ratio is that of a round, not of the two medians', () => {
  // The machine grew ten times slower in between: each round says a half all the same.
  const rounds = [
    { ours: 100, bare: 200 },
    { ours: 10, bare: 20 },
    { ours: 9, bare: 90 },
  ];
  expect(compare(rounds)).toEqual({ value: 10, bare: 90, ratio: 0.5 });
});

test('the table says what was measured, against what, and what was aimed at', () => {
  const table = toTable([
    {
      part: 'relay',
      what: 'published',
      value: 6123.4,
      unit: '/s',
      against: { what: 'bare', value: 9999.6 },
      ratio: 0.612,
      aim: 0.5,
    },
    { part: 'embedded', what: 'p50', value: 3.14159, unit: 'ms' },
  ]);
  expect(table.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
    ['part', 'figure', 'measured', 'against', 'ratio', 'aim'],
    ['relay', 'published', '6,123 /s', '10,000 /s, bare', '0.61', '0.5 or more'],
    ['embedded', 'p50', '3.14 ms'],
  ]);
});
