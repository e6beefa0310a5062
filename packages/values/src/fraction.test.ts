import {
  atLeast,
  compareShares,
  exceeds,
  fallsShort,
  floorOf,
  fraction,
  leastThatMeets,
  meets,
  moreThan,
  reaches,
  staysWithin,
  tenthsOfPercent,
} from './fraction';

test('[CONV-1] what is displayed as 75.0 % may still be short of three quarters', () => {
  expect(reaches(46000, 61334, fraction(3, 4))).toBe(false);
  expect(tenthsOfPercent(46000, 61334)).toBe(750);
});

test('[CONV-1] stays exact where a product passes 2^53', () => {
  // One third short of two thirds, which the floating-point product rounds away.
  expect(reaches(6_004_799_503_160_657, 9_007_199_254_740_986, fraction(2, 3))).toBe(false);
});

test('[CONV-1] a whole of nothing is an error, not an answer', () => {
  expect(() => reaches(0, 0, fraction(2, 3))).toThrow(RangeError);
  expect(() => exceeds(0, 0, fraction(1, 2))).toThrow(RangeError);
  expect(() => reaches(1, 1, fraction(1, 0))).toThrow(RangeError);
});

test('[CONV-2] "2/3 以上" includes exactly two thirds', () => {
  expect(reaches(40000, 60000, fraction(2, 3))).toBe(true);
  expect(meets(40000, 60000, atLeast(2, 3))).toBe(true);
  expect(meets(39999, 60000, atLeast(2, 3))).toBe(false);
});

test('[CONV-2] "过半数" excludes exactly half', () => {
  expect(exceeds(30000, 60000, fraction(1, 2))).toBe(false);
  expect(meets(30000, 60000, moreThan(1, 2))).toBe(false);
  expect(meets(30001, 60000, moreThan(1, 2))).toBe(true);
});

test('[CONV-2] "以内" includes the number and "不足" excludes it', () => {
  const half = fraction(1, 2);
  expect([29999, 30000, 30001].map((part) => staysWithin(part, 60000, half))).toEqual([true, true, false]);
  expect([29999, 30000, 30001].map((part) => fallsShort(part, 60000, half))).toEqual([true, false, false]);
});

test('[CONV-2] "1/3 以上 of 7" is 3, computed and not rounded by hand', () => {
  expect(leastThatMeets(7, atLeast(1, 3))).toBe(3);
  expect(leastThatMeets(9, atLeast(1, 3))).toBe(3);
  expect(leastThatMeets(10, atLeast(1, 3))).toBe(4);
  expect(leastThatMeets(7, moreThan(1, 2))).toBe(4);
  expect(leastThatMeets(8, moreThan(1, 2))).toBe(5);
});

test('[STAT-3] a rate is shown with one decimal, half up, and a rate of nothing is none', () => {
  expect(tenthsOfPercent(900, 1866)).toBe(482);
  expect(tenthsOfPercent(1543, 1855)).toBe(832);
  expect(tenthsOfPercent(1, 2000)).toBe(1);
  expect(tenthsOfPercent(1, 2001)).toBe(0);
  expect(tenthsOfPercent(0, 0)).toBeNull();
});

test('a share of an amount is cut to whole units', () => {
  expect(floorOf(857143, fraction(1, 2))).toBe(428571);
});

test('shares compare without being divided', () => {
  expect(compareShares(fraction(3, 4), fraction(2, 3))).toBeGreaterThan(0);
  expect(compareShares(fraction(2, 4), fraction(1, 2))).toBe(0);
});
