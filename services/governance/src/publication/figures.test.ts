import { parseDefinition } from './definition';
import { communitiesOf } from './figures';
import type { SourceRow } from './source-row';

const definition = parseDefinition({
  id: 'a-list',
  title: 'A list',
  issuer: 'Somebody',
  division: '140502',
  year: 2020,
  name: 'name',
  columns: {
    homes: { measure: 'households', unit: 'count', required: true },
    cost: { measure: 'investment', unit: 'wan_yuan' },
  },
  remarks: [],
  rows: [
    {
      kind: 'total',
      where: { name: 'pair' },
      group: 'pair',
      rest: { name: 'second', measures: ['households'] },
    },
    { kind: 'part-of', where: { name: 'first' }, group: 'pair' },
    { kind: 'total', where: { name: 'all' }, sums: ['households', 'investment'] },
  ],
});

let line = 1;
const aRow = (name: string, differing: Partial<SourceRow>, homes?: number, cost?: number): SourceRow => ({
  publicationId: 'a-list',
  line: ++line,
  kind: 'RECORD',
  name,
  groupName: null,
  firstNumber: null,
  lastNumber: null,
  cells: {},
  quantities: [
    ...(homes === undefined
      ? []
      : [{ measure: 'households', column: 'homes', unit: 'COUNT', value: homes, atLeast: false } as const]),
    ...(cost === undefined
      ? []
      : [{ measure: 'investment', column: 'cost', unit: 'FEN', value: cost, atLeast: false } as const]),
  ],
  ...differing,
});
const pair = (total: number, first: number) => [
  aRow('pair', { kind: 'TOTAL', groupName: 'pair' }, total),
  aRow('first', { kind: 'PART_OF', groupName: 'pair' }, first),
];

test('what the parts leave of a cluster is a community, marked as derived', () => {
  expect(communitiesOf(pair(396, 144), definition).communities).toMatchObject([
    { name: 'first', households: 144, derived: false },
    { name: 'second', households: 252, derived: true, investmentFen: null },
  ]);
});

test('one household left is a community, none is a mistake', () => {
  expect(communitiesOf(pair(145, 144), definition).problems).toEqual([]);
  expect(communitiesOf(pair(144, 144), definition).problems).toMatchObject([
    { code: 'NOTHING_LEFT', name: 'second', column: 'homes', parts: 144n },
  ]);
});

test('of an unknown part and of a lower bound nothing is left', () => {
  const unknown = aRow('first', { kind: 'PART_OF', groupName: 'pair' });
  expect(communitiesOf([pair(396, 144)[0]!, unknown], definition).communities).toMatchObject([
    { name: 'first', households: null, incomplete: true },
    { name: 'second', households: null, incomplete: true },
  ]);
});

test('a total is what its rows come to, a cluster counted once and what the list leaves out included', () => {
  const rows = (homes: number) => [
    ...pair(396, 144),
    aRow('third', {}, 100, 5),
    aRow('', { kind: 'REMAINDER' }, 4, 1),
    aRow('all', { kind: 'TOTAL' }, homes, 6),
  ];
  // What the cluster costs nobody says, so the total may be more than the rest and not less.
  expect(communitiesOf(rows(500), definition).problems).toEqual([]);
  expect(communitiesOf(rows(501), definition).problems).toMatchObject([
    { code: 'TOTAL_DIFFERS', column: 'homes', added: 500n },
  ]);
  expect(communitiesOf(rows(499), definition).problems).toMatchObject([
    { code: 'TOTAL_DIFFERS', column: 'homes' },
  ]);
  const unsummed = {
    ...definition,
    rows: definition.rows.map((row) =>
      row.kind === 'total' && !row.rest ? { ...row, sums: ['households'] } : row,
    ),
  };
  expect(communitiesOf(rows(500), unsummed).problems).toEqual([
    { code: 'TOTAL_NOT_SUMMED', line: expect.any(Number), column: 'cost' },
  ]);
  const dear = rows(500).with(2, aRow('third', {}, 100, 6));
  expect(communitiesOf(dear, definition).problems).toMatchObject([
    { code: 'TOTAL_DIFFERS', column: 'cost', added: 7n },
  ]);
});

test('a part has no more of anything than its cluster, and what holds for the cluster holds for it', () => {
  const inheriting = {
    ...definition,
    rows: definition.rows.map((row) =>
      row.kind === 'total' && row.rest ? { ...row, rest: { ...row.rest, inherits: ['completedYear'] } } : row,
    ),
  };
  const built = (year: number) =>
    ({ measure: 'completedYear', column: 'built', unit: 'YEAR', value: year, atLeast: false }) as const;
  const problemsOf = (total: SourceRow, part: SourceRow) =>
    communitiesOf([total, part], inheriting).problems.map(({ code, line, column }) => [code, line, column]);
  const rows = (cost: number, ofPart: number, year: number, yearOfPart: number) => {
    const total = aRow('pair', { kind: 'TOTAL', groupName: 'pair' }, 396, cost);
    const part = aRow('first', { kind: 'PART_OF', groupName: 'pair' }, 144, ofPart);
    return [
      { ...total, quantities: [...total.quantities, built(year)] },
      { ...part, quantities: [...part.quantities, built(yearOfPart)] },
    ] as const;
  };
  expect(problemsOf(...rows(800, 800, 1996, 1996))).toEqual([]);
  const dearer = rows(799, 800, 1996, 1996);
  expect(problemsOf(...dearer)).toEqual([['TOTAL_DIFFERS', dearer[0].line, 'cost']]);
  const older = rows(800, 800, 1985, 1996);
  expect(problemsOf(...older)).toEqual([['GROUP_DIFFERS', older[1].line, 'built']]);

  // Also of what would be derived, were all parts known; and of a part that has at least so many.
  const cluster = aRow('pair', { kind: 'TOTAL', groupName: 'pair' }, 100, 800);
  const more = aRow('first', { kind: 'PART_OF', groupName: 'pair' }, 101);
  const unknown = aRow('second part', { kind: 'PART_OF', groupName: 'pair' });
  expect(communitiesOf([cluster, more, unknown], definition).problems).toMatchObject([
    { code: 'TOTAL_DIFFERS', line: cluster.line, column: 'homes', added: 101n },
  ]);
  const bounded = aRow('first', { kind: 'PART_OF', groupName: 'pair' }, 50, 801);
  const costs = bounded.quantities.map((each) => ({ ...each, atLeast: each.measure === 'investment' }));
  expect(communitiesOf([cluster, { ...bounded, quantities: costs }], definition).problems).toMatchObject([
    { code: 'TOTAL_DIFFERS', line: cluster.line, column: 'cost', added: 801n },
  ]);

  // "At least" so many may be more, and what the part does not say it does not contradict.
  const [total, part] = rows(799, 800, 1996, 1996);
  const atLeast = { ...total, quantities: total.quantities.map((each) => ({ ...each, atLeast: true })) };
  expect(problemsOf({ ...atLeast, quantities: atLeast.quantities.slice(1) }, part)).toEqual([]);
  expect(problemsOf(total, { ...part, quantities: part.quantities.slice(0, 1) })).toEqual([]);
});

test('sums beyond 2^53 - 1 are added exactly', () => {
  const [a, b] = [Number.MAX_SAFE_INTEGER, 2];
  const rows = [aRow('a', {}, 1, a), aRow('b', {}, 1, b), aRow('all', { kind: 'TOTAL' }, 2, a)];
  const { problems } = communitiesOf(rows, definition);
  expect(problems).toContainEqual(expect.objectContaining({ added: 9007199254740993n }));
});

describe('what was mistyped by a digit or more', () => {
  const problemsOf = (...rows: SourceRow[]) =>
    communitiesOf(rows, definition).problems.map(({ code, line, column }) => [code, line, column]);

  test('is refused at its cell: a community of 100,000 households is taken, and one of 100,001 is not', () => {
    expect(problemsOf(aRow('many', {}, 100_000))).toEqual([]);
    const more = aRow('more', {}, 100_001);
    expect(problemsOf(more)).toEqual([['IMPLAUSIBLE', more.line, 'homes']]);
    const dear = aRow('dear', {}, 1, 1_000_000_000_001);
    expect(problemsOf(dear)).toEqual([['IMPLAUSIBLE', dear.line, 'cost']]);
  });

  test('is refused where a total leaves it to a community without a row, and not for what a total itself says', () => {
    const [total, first] = pair(100_101, 100) as [SourceRow, SourceRow];
    expect(problemsOf(total, first)).toEqual([['IMPLAUSIBLE', total.line, 'homes']]);
    expect(problemsOf(...pair(100_100, 100))).toEqual([]);
  });

  test('is refused where a whole list comes to more than ten million households, so that boards can add up lists', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => aRow(`full ${i}`, {}, 100_000));
    expect(problemsOf(...hundred)).toEqual([]);
    expect(problemsOf(...hundred, aRow('one', {}, 1))).toEqual([['LIST_TOO_LARGE', 1, null]]);
  });
});
