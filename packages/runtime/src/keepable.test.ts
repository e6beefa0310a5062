import { inShort, whyNotKept } from './keepable';
import { effective } from './testing/bare-service';
import { anEnvelope } from './testing/envelope';

const nested = (levels: number): unknown => {
  let data: unknown = 1;
  for (let i = 0; i < levels; i++) data = i % 2 ? [data] : { data };
  return data;
};
const withData = (data: unknown) => whyNotKept({ ...anEnvelope(effective('dec_1')), data });

test('data is kept to thirty levels, and no deeper, however deep it is', () => {
  expect(withData(nested(30))).toBeNull();
  expect(withData(nested(31))).toContain('deeper than 30 levels');
  expect(withData(nested(200_000))).toContain('deeper than 30 levels');
});

test.each([['a\ud800'], [{ '\udc00': 1 }], [[['\ud83d']]]])('%j is half a character', (data) => {
  expect(withData(data)).toContain('lone surrogate');
});

test.each([['a\u0000b'], [{ '\u0000': 1 }], [[['\u0000']]]])(
  '%j has a character that ends a text',
  (data) => {
    expect(withData(data)).toContain('U+0000');
  },
);

test.each(['𠮷', 'a\u0001b', '', null, 7, [], {}])('%j is kept', (data) => {
  expect(withData(data)).toBeNull();
});

test.each([
  ['id', 'e'.repeat(65)],
  ['id', 'evt_\u0000'],
  ['id', ''],
  ['subject', 'dec_1 '],
  ['subject', '𠮷'.repeat(65)],
  ['type', `governance.${'x'.repeat(120)}.v1`],
  ['source', '/anju/\ud800'],
  ['sequence', 0],
  ['sequence', 2 ** 31],
  ['sequence', 2 ** 53],
  ['traceparent', '0'.repeat(65)],
])('a %s like %j is not kept, and is named', (name, value) => {
  expect(whyNotKept({ ...anEnvelope(effective('dec_1')), [name]: value })).toContain(`ce_${name}`);
});

test('a reason is cut to 2,000 characters, and no character in two', () => {
  expect(inShort('x'.repeat(2_000))).toBe('x'.repeat(2_000));
  expect(inShort('x'.repeat(2_001))).toBe(`${'x'.repeat(1_999)}…`);
  expect(inShort(`${'x'.repeat(1_998)}𠮷𠮷`)).toBe(`${'x'.repeat(1_998)}…`);
  expect(inShort('a\u0000b\ud800c𠮷')).toBe('a\ufffdb\ufffdc𠮷');
});
