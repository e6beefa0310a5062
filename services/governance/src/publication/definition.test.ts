import { parseDefinition } from './definition';

const list = {
  id: 'a-list',
  title: 'A list',
  issuer: 'Somebody',
  division: '140502',
  year: 2020,
  name: 'name',
  columns: { homes: { measure: 'households', unit: 'count', required: true } },
  remarks: [],
  rows: [],
};

test('a definition says how to read a list', () => {
  expect(parseDefinition(list)).toMatchObject({
    columns: { homes: { measure: 'households', required: true, zero: false, atLeast: [] } },
  });
});

test.each([
  ['a division that is none', { division: '14050' }],
  ['households in yuan', { columns: { homes: { measure: 'households', unit: 'yuan' } } }],
  [
    'two columns with one measure',
    { columns: { ...list.columns, more: { measure: 'households', unit: 'count' } } },
  ],
  ['a sum of what no column has', { rows: [{ kind: 'total', where: { name: 'all' }, sums: ['persons'] }] }],
  ['a part of a cluster without a total', { rows: [{ kind: 'part-of', where: { name: 'a' }, group: 'b' }] }],
  ['two totals of everything', { rows: ['a', 'b'].map((name) => ({ kind: 'total', where: { name } })) }],
  ['a row that every row is', { rows: [{ kind: 'incomplete', where: {} }] }],
  ['a kind of row that is none', { rows: [{ kind: 'average', where: { name: 'a' } }] }],
  ['a word it does not know', { colums: {} }],
])('%s stops the start', (_, wrong) => {
  expect(() => parseDefinition({ ...list, ...wrong })).toThrow();
});
