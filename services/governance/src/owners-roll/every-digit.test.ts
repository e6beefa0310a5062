import { createCellReader, readTable } from '@anju/runtime/csv-table';
import { readRollRows, rollColumns } from './owners-roll.csv';

const csv = [
  rollColumns.join(','),
  '1,1,101,57.05,,,COMMERCIAL_HOUSING,REGISTERED,PERSON,王建国,SYN-0001,,synthetic',
  '2,3,1604,72.95,73.10,,COMMERCIAL_HOUSING,REGISTERED,PERSON,李卫东；张凤霞,SYN-0002；SYN-0013,,synthetic',
  '12,2,203,,,102.40,REFORM_HOUSING,INHERITANCE,PERSON,赵敏,SYN-0459,,synthetic',
].join('\n');

/** Every file that differs from this one by one digit, moved on by one. */
function* misprints() {
  for (let at = csv.indexOf('\n'); at < csv.length; at++)
    if (/\d/.test(csv[at]!)) yield csv.slice(0, at) + ((Number(csv[at]) + 1) % 10) + csv.slice(at + 1);
}

/** What the file says, without the text it was read from; null where it is refused. */
function read(file: string): string | null {
  const table = readTable(Buffer.from(file).toString('base64'), rollColumns);
  if (!table.readable) throw new Error(table.code);
  const cells = createCellReader(table);
  const rows = readRollRows(table.rows, cells);
  return cells.problems.length > 0 ? null : JSON.stringify(rows);
}

test("[REG-4] in an owners' roll no digit can be wrong without a refusal or another figure", () => {
  const right = read(csv);
  expect(right).not.toBeNull();
  const tried = [...misprints()];
  expect(tried.length).toBe(50);
  expect(tried.filter((file) => read(file) === right)).toEqual([]);
});
