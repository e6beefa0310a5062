import { createCellReader, readTable } from '@anju/runtime/csv-table';
import { readResponseRows, responseColumns } from './household-responses.csv';

const csv = [
  responseColumns.join(','),
  '1-1-101,2022-06-07,visit,answered,yes,yes,,roof_repair drainage',
  '1-2-203,2022-06-18,paper,answered,0,1,,parking',
  '12-1-1604,2021-12-29,online,refused,,,,',
].join('\n');

/** Every file that differs from this one by one digit, moved on by one. */
function* misprints() {
  for (let at = csv.indexOf('\n'); at < csv.length; at++)
    if (/\d/.test(csv[at]!)) yield csv.slice(0, at) + ((Number(csv[at]) + 1) % 10) + csv.slice(at + 1);
}

/** What the file says, without the text it was read from; null where it is refused. */
function read(file: string): string | null {
  const table = readTable(Buffer.from(file).toString('base64'), responseColumns);
  if (!table.readable) throw new Error(table.code);
  const cells = createCellReader(table);
  const rows = readResponseRows(table.rows, cells, { communityName: '凤源小区', synthetic: true }).map(
    ({ row: _, ...said }) => said,
  );
  return cells.problems.length > 0 ? null : JSON.stringify(rows);
}

test('[CONV-1] in a file of responses no digit can be wrong without a refusal or another answer', () => {
  const right = read(csv);
  expect(right).not.toBeNull();
  const tried = [...misprints()];
  expect(tried.length).toBe(43);
  expect(tried.filter((file) => read(file) === right)).toEqual([]);
});
