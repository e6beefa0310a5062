import { cut } from './kafka';
import { effective } from './testing/bare-service';
import { anEnvelope } from './testing/envelope';

const most = 1_000_000;

/** As many events as there are sizes, of these keys in turn, each with so many bytes. */
const events = (sizes: readonly number[], keys = ['dec_1', 'dec_2']) =>
  sizes.map((bytes, i) => {
    const subject = keys[i % keys.length]! as `dec_${string}`;
    const envelope = anEnvelope(effective(subject), { subject, sequence: i + 1 });
    return [envelope, { value: 'x'.repeat(bytes) }] as never;
  });
const sizesOf = ({ batches }: ReturnType<typeof cut>) =>
  batches.map((batch) => batch.map(([, { value }]) => value.length));

test('what is small goes at once', () => {
  expect(sizesOf(cut(events([10, 20, 30]), most))).toEqual([[10, 20, 30]]);
});

test('what is larger together than a broker takes goes in several sends, in order', () => {
  const sizes = Array.from({ length: 200 }, (_, i) => 14_000 + i);
  const parts = sizesOf(cut(events(sizes), most));
  expect(parts.flat()).toEqual(sizes);
  for (const part of parts) expect(part.reduce((sum, each) => sum + each + 1_000, 0)).toBeLessThan(500_000);
  expect(sizesOf(cut(events([390_000, 390_000, 900_000, 1]), most))).toEqual([
    [390_000],
    [390_000],
    [900_000],
    [1],
  ]);
});

test('one that is too large by itself holds back its own key, and no other', () => {
  const all = events([10, 20, 1_100_000, 30, 40, 50]);
  expect(sizesOf(cut(all, most))).toEqual([[10, 20, 30, 50]]);
  expect(cut(all, most).tooLarge.map(({ id }) => id)).toEqual(['evt_dec_1_3']);
});

test("how large one may be is its topic's to say", () => {
  expect(cut(events([1_200_000]), most).tooLarge).toHaveLength(1);
  expect(sizesOf(cut(events([1_200_000]), 4_194_304))).toEqual([[1_200_000]]);
});
