import type { Instant } from '@anju/values/time';
import { createCellReader, readTable } from '@anju/runtime/csv-table';
import { headingsOf, parseDefinition } from '../publication/definition';
import { communitiesOf } from '../publication/figures';
import { tell } from '../publication/finding.words';
import { readSourceRows } from '../publication/source-rows.csv';
import { type Community, revise } from './community';

/** This year's list, read with these rows in its definition where the register has these from this and other lists. */
function read(
  csv: string,
  rows: unknown[],
  known: readonly [name: string, publicationId: string, struckAt?: Instant][] = [],
) {
  const definition = parseDefinition({
    id: 'this-year',
    title: 'A list',
    issuer: 'Somebody',
    division: '140502',
    year: 2021,
    name: 'name',
    columns: { homes: { measure: 'households', unit: 'count', required: true } },
    remarks: [],
    rows,
  });
  const table = readTable(Buffer.from(`name,homes\n${csv}`).toString('base64'), headingsOf(definition));
  if (!table.readable) throw new Error(table.code);
  const cells = createCellReader(table);
  const sourceRows = readSourceRows(table.rows, definition, cells);
  const reading = communitiesOf(sourceRows, definition);
  const revision = revise({
    publication: definition,
    figures: reading.communities,
    rows: sourceRows,
    known: known.map(
      ([name, publicationId, struckAt = null]) => ({ name, publicationId, struckAt }) as Community,
    ),
    knownRows: [],
    newCommunityId: (name) => `com_${name}`,
  });
  const findings = [...reading.problems, ...revision.problems];
  return {
    created: revision.created.map(({ name, households }) => [name, households]),
    kinds: sourceRows.map(({ kind, name }) => [kind, name]),
    problems: [...cells.problems, ...findings.map((each) => tell(each, definition, table.rows))],
    restored: revision.events.map(({ type, data }) => [type, data.name]),
    notes: revision.notes.map(({ code }) => code),
    codes: findings.map(({ code }) => code),
  };
}

const lastYears: [string, string] = ['西大街小区', 'last-year'];
const all = { kind: 'total', where: { name: 'all' }, sums: ['households'] };

test("[REG-9] what last year's list registered is known to this year's, and the new ones of it are taken", () => {
  const csv = '西大街小区,2591\n新建路小区,100\nall,2691\n';

  const refused = read(csv, [all], [lastYears]);
  expect(refused.codes).toEqual(['IN_ANOTHER_LIST']);
  expect(refused.problems[0]!.reason).toMatchObject({
    zh: expect.stringContaining('known'),
    en: expect.stringContaining('"known"'),
  });

  const taken = read(csv, [all, { kind: 'known', where: { name: '西大街小区' } }], [lastYears]);
  expect(taken.problems).toEqual([]);
  expect(taken.created).toEqual([['新建路小区', 100]]);
  expect(taken.kinds[0]).toEqual(['KNOWN', '西大街小区']);
  // It counts in the total as everything printed does.
  const known = { kind: 'known', where: { name: '西大街小区' } };
  expect(read(csv.replace('2591', '2590'), [all, known], [lastYears]).codes).toEqual(['TOTAL_DIFFERS']);
});

test('[REG-9] the other list may have printed another name, and its figures need not be printed again', () => {
  const known = { kind: 'known', where: { name: '西大街' }, name: '西大街小区' };
  expect(read('西大街,\n', [known], [lastYears])).toMatchObject({ created: [], problems: [] });
});

test.each<[string, [string, string][]]>([
  ['none', []],
  ['this one alone', [['西大街小区', 'this-year']]],
])('[REG-9] what is said to be known from another list has to be: %s has it', (_, known) => {
  const row = { kind: 'known', where: { name: '西大街小区' } };
  expect(read('西大街小区,2591\n', [row], known).codes).toContain('KNOWN_NOWHERE');
});

test('[REG-9] two of one name in one county are registered, one of them under a name of its own', () => {
  const csv = '农机公司家属院,30\n农机公司家属院,48\n';
  const refused = read(csv, []);
  expect(refused.codes).toEqual(['NAME_TWICE']);
  expect(refused.problems[0]!.reason.en).toContain('"named"');

  const named = {
    kind: 'named',
    where: { name: '农机公司家属院', homes: '48' },
    name: '农机公司家属院（北）',
  };
  expect(read(csv, [named])).toMatchObject({
    problems: [],
    created: [
      ['农机公司家属院', 30],
      ['农机公司家属院（北）', 48],
    ],
  });
  // The figures that every row has to have are asked of it too.
  const bare = { ...named, where: { name: '棉纺厂' } };
  expect(read('棉纺厂,\n', [bare]).problems).toHaveLength(1);
});

test('[REG-9] a list that prints another name than last time goes on with the community it registered', () => {
  const registered: [string, string][] = [['西大街小区', 'this-year']];
  const refused = read('西大街社区,2591\n', [], registered);
  expect(refused.codes).toEqual(['NO_LONGER_LISTED']);
  expect(refused.problems[0]!.reason.en).toContain('"named"');

  const named = { kind: 'named', where: { name: '西大街社区' }, name: '西大街小区' };
  expect(read('西大街社区,2591\n', [named], registered)).toMatchObject({ created: [], problems: [] });
});

describe('[REG-9] a community that was struck', () => {
  const struckAt = '2022-06-06T01:00:00.000Z';
  test('is not asked of its list, and stands in the register again by any list that has it', () => {
    expect(read('新建路小区,100\n', [], [['西大街小区', 'this-year', struckAt]]).problems).toEqual([]);
    for (const from of ['this-year', 'last-year'])
      expect(read('西大街小区,2591\n', [], [['西大街小区', from, struckAt]])).toMatchObject({
        created: [],
        problems: [],
        notes: ['RESTORED'],
        restored: [['governance.community-revised.v1', '西大街小区']],
      });
  });

  test('is known to no list that says it was registered by another', () => {
    const row = { kind: 'known', where: { name: '西大街小区' } };
    const { codes } = read('西大街小区,2591\n', [row], [['西大街小区', 'last-year', struckAt]]);
    expect(codes).toEqual(['KNOWN_NOWHERE']);
  });
});
