import { apportion } from './apportion';

/** The example community of the rule book: nine units, 700.00 m², areas in dm². */
const units = [8000, 8000, 9000, 6000, 7000, 7000, 5000, 5000, 15000].map((weight, index) => ({
  id: `U${index + 1}`,
  weight,
}));

const amounts = (total: number, weights: readonly number[]) =>
  apportion(
    total,
    weights.map((weight, index) => ({ id: `${index}`, weight })),
  ).map(({ amount }) => amount);

test('[RES-1] example: 100,000 yuan over C, and the three fen left over go to U4, U7 and U8', () => {
  const shares = apportion(10_000_000, units);

  expect(shares.map(({ amount }) => amount)).toEqual([
    1142857, 1142857, 1285714, 857143, 1000000, 1000000, 714286, 714286, 2142857,
  ]);
  expect(shares.reduce((sum, { amount }) => sum + amount, 0)).toBe(10_000_000);
});

test('[RES-1] equal remainders go by id in code-point order, whatever the order they come in', () => {
  const homes = ['é', 'b', 'a', 'Z', '10', '2'].map((id) => ({ id, weight: 1 }));

  expect(
    apportion(3, homes)
      .filter(({ amount }) => amount === 1)
      .map(({ id }) => id),
  ).toEqual(['Z', '10', '2']);
  expect(
    apportion(3, homes.toReversed())
      .filter(({ amount }) => amount === 1)
      .map(({ id }) => id),
  ).toEqual(['2', '10', 'Z']);
});

test('[RES-1] an id that begins another comes before it', () => {
  const homes = [
    { id: '2-10', weight: 1 },
    { id: '2-1', weight: 1 },
  ];
  for (const inOrder of [homes, homes.toReversed()])
    expect(apportion(1, inOrder).find(({ amount }) => amount === 1)?.id).toBe('2-1');
});

test('[RES-1] a character beyond the 16-bit range sorts by its code point', () => {
  // In UTF-16 units the second would come first.
  const [bmp, astral] = apportion(1, [
    { id: '\uFF21', weight: 1 },
    { id: '\u{20000}', weight: 1 },
  ]);
  expect([bmp?.amount, astral?.amount]).toEqual([1, 0]);
});

test('[RES-1] the parts always add up, to the last fen', () => {
  for (let seed = 1; seed <= 500; seed++) {
    const weights = Array.from(
      { length: (seed % 23) + 1 },
      (_, at) => ((seed * 7919 + at * 104_729) % 9973) + 1,
    );
    const total = seed * 1_000_003;
    const parts = amounts(total, weights);
    const sum = weights.reduce((a, b) => a + b, 0);

    expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
    parts.forEach((part, at) => expect(Math.abs(part - (total * weights[at]!) / sum)).toBeLessThan(1));
  }
});

test('[RES-1] stays exact with the largest sum and areas there are', () => {
  const parts = amounts(Number.MAX_SAFE_INTEGER, [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 1]);
  expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(Number.MAX_SAFE_INTEGER));
});

test('[RES-2] example: the ground floor may weigh nothing', () => {
  expect(amounts(30_000_000, [0, 1, 2, 3, 4, 5])).toEqual([
    0, 2_000_000, 4_000_000, 6_000_000, 8_000_000, 10_000_000,
  ]);
});

test('[RES-2] weights that add up to nothing are an error', () => {
  expect(() => amounts(100, [0, 0])).toThrow(RangeError);
  expect(() => amounts(100, [])).toThrow(RangeError);
});

test('[CONV-1] a negative, broken or inexact number is an error', () => {
  expect(() => amounts(100, [1, -1])).toThrow(RangeError);
  expect(() => amounts(100, [1.5])).toThrow(RangeError);
  expect(() => amounts(100, [2 ** 53])).toThrow(RangeError);
  expect(() => amounts(-100, [1])).toThrow(RangeError);
  expect(() =>
    apportion(1, [
      { id: 'a', weight: 1 },
      { id: 'a', weight: 1 },
    ]),
  ).toThrow(RangeError);
});
