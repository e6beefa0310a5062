import { readFileSync } from 'node:fs';
import { columns, readFundAccounts } from '@anju/funding/money/unit-fund-account/fund-accounts.file';
import { readRollRows, rollColumns } from '@anju/governance/owners-roll/owners-roll.csv';
import {
  readResponseRows,
  responseColumns,
} from '@anju/participation/household-response/household-responses.csv';
import { createCellReader, type ReadableTable, readTable } from '@anju/runtime/csv-table';

const story = (name: string) =>
  readFileSync(new URL(`../data/fengyuan-${name}.csv`, import.meta.url), 'utf8');

const ofTable = (file: string, columns: readonly string[]): ReadableTable => {
  const table = readTable(Buffer.from(file).toString('base64'), columns);
  if (!table.readable) throw new Error(table.code);
  return table;
};

/** What a roll says, without the text it was read from; null where it is refused. */
function readRoll(file: string): string | null {
  const table = ofTable(file, rollColumns);
  const cells = createCellReader(table);
  const rows = readRollRows(table.rows, cells);
  return cells.problems.length > 0 ? null : JSON.stringify(rows);
}

function readResponses(file: string): string | null {
  const table = ofTable(file, responseColumns);
  const cells = createCellReader(table);
  const rows = readResponseRows(table.rows, cells, { communityName: '凤源', synthetic: true }).map(
    ({ row: _, ...said }) => said,
  );
  return cells.problems.length > 0 ? null : JSON.stringify(rows);
}

const homes = ofTable(story('fund-accounts'), columns).rows.map((row) => row.cells['unit_label']!);
const units = homes.map((label, i) => ({ id: `unt_${i}` as const, label, buildingId: 'bld_1' as const }));

function readAccounts(file: string): string | null {
  const known = { communityName: '', units: units as never, accounts: [], today: '2022-09-20' as const };
  const { created, problems } = readFundAccounts(ofTable(file, columns), known);
  return problems.length > 0 ? null : JSON.stringify(created);
}

test.each([
  ['owners-roll', readRoll],
  ['fund-accounts', readAccounts],
  ['household-responses', readResponses],
] as const)(
  "[CONV-1] in the story's %s no digit can be wrong without a refusal or another figure",
  (name, read) => {
    const file = story(name);
    const right = read(file);
    expect(right).not.toBeNull();
    const header = file.indexOf('\n');
    // A home that nobody reached says nothing by its line.
    const isSilent = (at: number) => /^[^,]*,,,/.test(file.slice(file.lastIndexOf('\n', at) + 1));
    const digits = [...file.matchAll(/\d/g)]
      .map(({ index }) => index)
      .filter((at) => at > header && !isSilent(at));
    // Each column many times over.
    const tried = digits.filter((_, i) => i % 11 === 0);
    expect(tried.length).toBeGreaterThan(150);
    const misprint = (at: number) => file.slice(0, at) + ((Number(file[at]) + 1) % 10) + file.slice(at + 1);
    expect(tried.map(misprint).filter((each) => read(each) === right)).toEqual([]);
  },
);
