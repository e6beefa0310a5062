import { exactFen } from './exact-sum';

test('[CONV-1] a sum is told up to 2^53 - 1, and not rounded beyond', () => {
  expect(exactFen(0n)).toBe(0);
  expect(exactFen(2n ** 53n - 1n)).toBe(Number.MAX_SAFE_INTEGER);
  expect(exactFen(2n ** 53n)).toBeNull();
  expect(exactFen(1n - 2n ** 53n)).toBe(Number.MIN_SAFE_INTEGER);
  expect(exactFen(-(2n ** 53n))).toBeNull();
});
