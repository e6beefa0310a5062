import { checkReceipt } from './receipt';
import { sampleReceipt, sampleStatement } from './sample';

const check = (receipt: object | string) => {
  const { faults, text } = checkReceipt(
    sampleStatement,
    typeof receipt === 'string' ? receipt : JSON.stringify(receipt),
  );
  return [faults.map(({ code }) => code), text];
};

test.each(['BALLOT', 'UNIT'] as const)(
  '[PRIV-2] a receipt of a %s proves that it is under the root, and says no more',
  (of) => {
    const closed = sampleReceipt(of, { opened: false });
    expect(check(closed)).toEqual([[], null]);
    expect(JSON.stringify(closed)).not.toMatch(/YES|own_|unt_|bal_|A-000/);
  },
);

test('[GOV-VOTE-9] opened, it says which ballot it is and what it says', () => {
  expect(check(sampleReceipt('BALLOT', { opened: true }))).toEqual([
    [],
    '["BALLOT","bal_4","own_C",1,"PAPER","A-0002","2022-07-06T02:04:00.000Z","YES"]',
  ]);
  expect(check(sampleReceipt('UNIT', { opened: true }))).toEqual([[], '["UNIT","unt_4","own_C",6000]']);
});

test('a receipt with anything changed proves nothing', () => {
  const good = sampleReceipt('BALLOT', { opened: false });
  const zeros = '0'.repeat(64);
  const bad = [
    { ...good, index: good.index + 1 },
    { ...good, size: good.size + 1 },
    { ...good, size: good.size - 1 },
    { ...good, commitment: zeros },
    { ...good, of: 'UNIT' },
    { ...good, path: good.path.slice(1) },
    { ...good, path: [...good.path, zeros] },
    ...good.path.map((_, i) => ({ ...good, path: good.path.with(i, zeros) })),
  ];
  for (const each of bad) expect(check(each)).toEqual([['NOT_UNDER_ROOT'], null]);
  expect(check({ ...good, questionId: 'que_2' })).toEqual([['RECEIPT_OF_ANOTHER'], null]);
});

test('an opening that is not what was sealed is refused', () => {
  const good = sampleReceipt('BALLOT', { opened: true });
  const opening = good.opening!;
  for (const other of [
    { ...opening, text: opening.text.replace('YES', 'NO') },
    { ...opening, salt: '0'.repeat(64) },
  ])
    expect(check({ ...good, opening: other })).toEqual([['OPENING_WRONG'], null]);
});

test.each(['', '[]', 'null', '{"receipt":"anju"}', '{"__proto__":1}', '[[[[', 'own_C'])(
  'what is no receipt is refused in words: %s',
  (text) => {
    expect(check(text)).toEqual([['RECEIPT_INVALID'], null]);
  },
);
