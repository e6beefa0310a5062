import { profileAt } from '@anju/rulebook/rule-profile';
import { whyNotRetained } from './application';

const { payment } = profileAt('140502', '2022-09-20');
const codeOf = (retainedFen: number, costFen: number) =>
  whyNotRetained(retainedFen, costFen, payment)?.code ?? null;

test('[FUND-10] of 1,000,000 yuan 30,000 may be kept, and not a fen more', () => {
  expect(codeOf(3_000_000, 100_000_000)).toBeNull();
  expect(whyNotRetained(3_000_001, 100_000_000, payment)).toEqual({
    code: 'RETENTION_OUT_OF_RANGE',
    rule: 'FUND-10',
    retryable: false,
    detail: { retainedFen: 3_000_001, costFen: 100_000_000, mostFen: 3_000_000 },
  });
});

test('[FUND-10] a part of a fen above the ceiling is above it', () => {
  // 3 % of 1000.03 yuan are 30.0009.
  expect(codeOf(3_000, 100_003)).toBeNull();
  expect(codeOf(3_001, 100_003)).toBe('RETENTION_OUT_OF_RANGE');
});

test('[FUND-10] nothing may be kept, and less than nothing may not', () => {
  expect(codeOf(0, 100_000)).toBeNull();
  expect(codeOf(-1, 100_000)).toBe('RETENTION_OUT_OF_RANGE');
});
