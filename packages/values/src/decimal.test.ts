import { formatScaled, parseScaled } from './decimal';

test('[CONV-1] a published decimal becomes an exact integer', () => {
  expect(parseScaled('1822.2', 6)).toBe(1_822_200_000);
  expect(parseScaled('104.34', 6)).toBe(104_340_000);
  expect(parseScaled('9.24', 10)).toBe(92_400_000_000);
  expect(parseScaled('89.46', 2)).toBe(8946);
  expect(parseScaled('80', 2)).toBe(8000);
  expect(parseScaled('80.100', 1)).toBe(801);
  expect(parseScaled('-0.5', 1)).toBe(-5);
  expect(parseScaled('-0', 2)).toBe(0);
});

test.each(['', '.', '1.', '.5', '1,822.2', '1e3', '+1', ' 1', '八十', '1.2.3', '0x10'])(
  '%j is no plain numeral',
  (text) => {
    expect(parseScaled(text, 2)).toBeNull();
  },
);

test('[CONV-1] a digit that would be lost, and a number beyond 2^53 - 1, are refused', () => {
  expect(parseScaled('89.463', 2)).toBeNull();
  expect(parseScaled('90071992547409.91', 2)).toBe(Number.MAX_SAFE_INTEGER);
  expect(parseScaled('90071992547409.92', 2)).toBeNull();
});

test('the way back keeps every place', () => {
  expect(formatScaled(857143, 2)).toBe('8571.43');
  expect(formatScaled(5, 2)).toBe('0.05');
  expect(formatScaled(0, 2)).toBe('0.00');
  expect(formatScaled(-1200, 2)).toBe('-12.00');
  expect(formatScaled(12, 0)).toBe('12');
});
