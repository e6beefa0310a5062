import { readTable } from '@anju/runtime/csv-table';
import type { KnownUnit } from '../../known/building/building';
import { columns, readFundAccounts } from './fund-accounts.file';

const homes = ['1-1-101', '1-2-203', '12-1-1604'];
const csv = [
  columns.join(','),
  '1-1-101,3423.00,13362.57,2022-05-31,yes',
  '1-2-203,4377.80,0.09,2021-11-30,no',
  '12-1-1604,3438.00,34080.00,2022-04-09,yes',
].join('\n');

/** Every file that differs from this one by one digit, moved on by one. */
function* misprints() {
  for (let at = csv.indexOf('\n'); at < csv.length; at++)
    if (/\d/.test(csv[at]!)) yield csv.slice(0, at) + ((Number(csv[at]) + 1) % 10) + csv.slice(at + 1);
}

/** What the file says, without the text it was read from; null where it is refused. */
function read(file: string): string | null {
  const { created, problems } = reading(file);
  return problems.length > 0 ? null : JSON.stringify(created);
}

function reading(file: string) {
  const table = readTable(Buffer.from(file).toString('base64'), columns);
  if (!table.readable) throw new Error(table.code);
  const units = homes.map((label, i) => ({ id: `unt_${i}`, label }) as unknown as KnownUnit);
  return readFundAccounts(table, { communityName: '', units, accounts: [], today: '2022-09-20' });
}

test('[CONV-1] in a file of the fund no digit can be wrong without a refusal or another figure', () => {
  const right = read(csv);
  expect(right).not.toBeNull();
  const tried = [...misprints()];
  expect(tried.length).toBe(76);
  expect(tried.filter((file) => read(file) === right)).toEqual([]);
});

test('of more than ten thousand rows of unknown homes it is told how many there are', () => {
  const rows = Array.from({ length: 12_000 }, (_, i) => `9-1-${i + 1},1.00,1.00,2022-05-31,yes`);
  const { problems } = reading([columns.join(','), ...rows].join('\n'));
  expect(problems).toHaveLength(10_001);
  expect(problems.at(-1)).toMatchObject({ line: 10_001, more: 2_000 });
});
