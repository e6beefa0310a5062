import { connectionOf, readPage } from './connection';

const keys = ['a', 'b', 'c', '凤源'];
const page = (first: number, after?: string | null) => {
  const { limit, afterKey } = readPage({ first, after });
  const rest = keys.filter((key) => afterKey === null || key > afterKey);
  return connectionOf(rest.slice(0, limit + 1), limit, (key) => key);
};

test('page after page, every row comes once, and the last page says so', () => {
  const seen: string[][] = [];
  let after: string | null = null;
  for (let more = true; more;) {
    const { nodes, pageInfo } = page(2, after);
    seen.push([...nodes]);
    after = pageInfo.endCursor;
    more = pageInfo.hasNextPage;
  }

  expect(seen).toEqual([
    ['a', 'b'],
    ['c', '凤源'],
  ]);
  expect(page(2, after)).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false, endCursor: null } });
});

test('an edge carries the cursor of its row', () => {
  expect(page(1, page(2).edges[0]!.cursor).nodes).toEqual(['b']);
});

test.each([
  [undefined, 20],
  [null, 20],
  [1, 1],
  [100, 100],
])('first: %p is a page of %i', (first, limit) => {
  expect(readPage({ first })).toEqual({ limit, afterKey: null });
});

test.each([0, -1, 101])('first: %i is refused, in both languages', (first) => {
  expect(() => readPage({ first })).toThrow('first 必须在 1 到 100 之间。/ first must be from 1 to 100.');
});

test.each(['!', 'YQ==', 'a', ' '])('%p is no cursor', (after) => {
  expect(() => readPage({ after })).toThrow(
    'after 不是本列表给出的游标。/ after is not a cursor this list gave.',
  );
});
