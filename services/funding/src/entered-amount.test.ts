import { mostEnteredFen } from '@anju/values/money';
import { sumEntered, whyNotAnAmount } from './entered-amount';

test('[CONV-1] 10 billion yuan may be entered, and a fen more may not', () => {
  expect(whyNotAnAmount(1_000_000_000_000, 'FUND-1')).toBeNull();
  for (const amountFen of [1_000_000_000_001, Number.MAX_SAFE_INTEGER])
    expect(whyNotAnAmount(amountFen, 'FUND-1')).toEqual({
      code: 'AMOUNT_TOO_LARGE',
      rule: 'CONV-1',
      retryable: false,
      detail: { mostFen: 1_000_000_000_000 },
    });
});

test('a fen is an amount, and nothing is none', () => {
  expect(whyNotAnAmount(1, 'FUND-1')).toBeNull();
  for (const amountFen of [0, -1])
    expect(whyNotAnAmount(amountFen, 'FUND-1')).toMatchObject({
      code: 'AMOUNT_NOT_POSITIVE',
      rule: 'FUND-1',
      detail: { amountFen },
    });
});

test('[CONV-1] amounts that belong together come to as much as one may be, and not a fen more', () => {
  expect(sumEntered([])).toBe(0);
  expect(sumEntered([mostEnteredFen - 1, 1])).toBe(mostEnteredFen);
  expect(sumEntered([mostEnteredFen, 1])).toBeNull();
  expect(sumEntered([mostEnteredFen, 1, 1])).toBeNull();
  expect(sumEntered(Array.from({ length: 10_000 }, () => mostEnteredFen))).toBeNull();
});
