import type { Act } from './court-line';
import { atOnce, chainOf, chainStart, commitmentOf, linkOf, sealAll, sealing } from './seal';

const [seed, another] = ['ab'.repeat(32), 'cd'.repeat(32)];
const texts = Array.from({ length: 40 }, (_, i) => `["UNIT","unt_${i}"]`);
const objection = (sequence: number, receivedAt: Act['receivedAt'], head = 'own_B+own_b'): Act => ({
  act: 'OBJECTION',
  ...{ head, sequence, owner: 'own_b', receivedAt },
});
const [early, late] = ['2022-07-06T02:00:00.000Z', '2022-07-06T03:00:00.000Z'] as const;

test('[PRIV-2] a commitment cannot be found by trying out texts without its salt, which no other leaf gives away', () => {
  const sealed = sealAll(seed, texts);
  expect(new Set(sealed.map(({ salt }) => salt)).size).toBe(texts.length);
  for (const each of sealed) {
    expect(commitmentOf(each)).toBe(each.commitment);
    expect(commitmentOf({ ...each, salt: '0'.repeat(64) })).not.toBe(each.commitment);
  }
  const elsewhere = new Set(sealAll(another, texts).map(({ commitment }) => commitment));
  expect(sealed.filter(({ commitment }) => elsewhere.has(commitment))).toEqual([]);
});

test('[PRIV-2] a leaf stands where its commitment falls, and not where it was on the roll', () => {
  const sealed = sealAll(seed, texts);
  expect(sealed.map(({ text }) => text)).not.toEqual(texts);
  expect(sealed).toEqual(sealAll(seed, texts.toReversed()));
  expect(sealed.map(({ commitment }) => commitment)).toEqual(
    sealed.map(({ commitment }) => commitment).toSorted(),
  );
});

test('[GOV-VOTE-9] a chain is in the order of receipt, then of heads and of entry, and each line names what is before it', () => {
  const acts = [
    objection(2, early),
    objection(1, late),
    objection(1, early),
    objection(5, early, 'own_A+own_a'),
  ];
  const { lines, chain } = chainOf(seed, acts);
  const read = lines.map((line) => JSON.parse(line));
  expect(read.map(({ receivedAt, head, sequence }) => [receivedAt, head, sequence])).toEqual([
    [early, 'own_A+own_a', 5],
    [early, 'own_B+own_b', 1],
    [early, 'own_B+own_b', 2],
    [late, 'own_B+own_b', 1],
  ]);
  expect(read.map(({ before }) => before)).toEqual([chainStart(seed), ...lines.slice(0, -1).map(linkOf)]);
  expect(chain).toBe(linkOf(lines.at(-1)!));
  expect(chainOf(seed, []).chain).toBe(chainStart(seed));
  expect(chainStart(another)).not.toBe(chainStart(seed));
});

test('a large vote is sealed in steps, and comes to the same', () => {
  const acts = Array.from({ length: 2_500 }, (_, i) => objection(i + 1, early));
  const units = Array.from({ length: 2_500 }, (_, i) => ({
    ...{ unitId: `unt_${i}` as const, headKey: `own_${i}`, areaDm2: 8_000 },
  }));
  const steps = sealing(seed, units, acts);
  let taken = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) taken++;
  expect(taken).toBeGreaterThanOrEqual(4);
  expect(step.value).toEqual(atOnce(sealing(seed, units, acts)));
});
