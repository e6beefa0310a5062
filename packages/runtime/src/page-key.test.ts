import { byPage, pageKey } from './page-key';

const first = { limit: 20, afterKey: null };

test('parents of which the same page is wanted come together, in the order they were asked for', () => {
  expect(byPage(['com_b', 'com_a'].map((parent) => pageKey(parent, first)))).toEqual([
    { page: first, parents: ['com_b', 'com_a'] },
  ]);
});

test.each([
  { limit: 21, afterKey: null },
  { limit: 20, afterKey: 'x' },
  { limit: 20, afterKey: '' },
  { limit: 20, afterKey: 'null' },
])('another size or another place is another page: %j', (other) => {
  expect(pageKey('com_a', other)).not.toBe(pageKey('com_a', first));
  expect(byPage([pageKey('com_a', first), pageKey('com_a', other)])).toEqual([
    { page: first, parents: ['com_a'] },
    { page: other, parents: ['com_a'] },
  ]);
});

test.each(['', '凤源', '"]', 'a,b', '20'])('%j comes back as the parent it was', (parent) => {
  expect(byPage([pageKey(parent, first)])).toEqual([{ page: first, parents: [parent] }]);
});

test('nothing asked is no page', () => {
  expect(byPage([])).toEqual([]);
});
