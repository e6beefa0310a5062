import { count, decimal } from '@anju/runtime/csv-cells';
import type { CellReader, ReadCell, Row } from '@anju/runtime/csv-table';
import { hidesSomething, hidesSomethingInLines } from '@anju/values/hidden';
import { type ColumnDefinition, type PublicationDefinition, type RowDefinition, units } from './definition';
import { longestName, type Quantity, type RowKind, type SourceRow } from './source-row';
import { earliestYear, rowWords } from './source-rows.words';

const kinds: Record<RowDefinition['kind'], RowKind> = {
  total: 'TOTAL',
  'part-of': 'PART_OF',
  remainder: 'REMAINDER',
  incomplete: 'INCOMPLETE',
  named: 'RECORD',
  known: 'KNOWN',
};

/** GraphQL's Int, in which counts are given out. */
const largestCount = 2 ** 31 - 1;

/** Reads every row as its publication defines it; what is wrong with one is noted in `cells`. */
export function readSourceRows(
  rows: readonly Row[],
  definition: PublicationDefinition,
  cells: CellReader,
): SourceRow[] {
  const seen = new Map<RowDefinition, Row>();
  const summed = definition.rows.flatMap((row) => (row.kind === 'total' ? row.sums : []));
  let next = 1;
  for (const heading of Object.keys(rows[0]?.cells ?? {}))
    if (hidesSomething(heading)) cells.refuse({ line: 1, cells: {} }, heading, rowWords.hidden);

  const sourceRows = rows.map((row): SourceRow => {
    const special = definition.rows.find(({ where }) =>
      Object.entries(where).every(([k, v]) => row.cells[k] === v),
    );
    if (special) {
      const earlier = seen.get(special);
      if (earlier) cells.refuse(row, null, rowWords.rowTwice(earlier.line));
      seen.set(special, row);
    }
    const kind = special ? kinds[special.kind] : 'RECORD';
    const numbers = readNumbers(row, kind, definition, next, cells);
    if (numbers) next = numbers.last + 1;

    const printed = row.cells[definition.name] ?? '';
    const isCommunity = kind !== 'TOTAL' && kind !== 'REMAINDER';
    if (isCommunity && printed === '') cells.refuse(row, definition.name, rowWords.noName);
    if ([...printed].length > longestName) cells.refuse(row, definition.name, rowWords.nameTooLong);
    refuseHidden(row, definition, cells);

    const needed = ({ measure, required }: ColumnDefinition) =>
      kind === 'RECORD' || kind === 'PART_OF'
        ? required
        : (kind === 'TOTAL' || kind === 'REMAINDER') && !groupOf(special) && summed.includes(measure);
    return {
      publicationId: definition.id,
      line: row.line,
      kind,
      name: (special && 'name' in special ? special.name : undefined) ?? printed,
      groupName: groupOf(special),
      firstNumber: numbers?.first ?? null,
      lastNumber: numbers?.last ?? null,
      cells: row.cells,
      quantities: Object.entries(definition.columns).flatMap(
        ([heading, column]) =>
          readQuantity(row, heading, column, needed(column), definition.year, cells) ?? [],
      ),
    };
  });

  for (const { where } of definition.rows.filter((row) => !seen.has(row))) {
    const [[column, text]] = Object.entries(where) as [[string, string]];
    cells.refuse({ line: 1, cells: {} }, column, rowWords.rowMissing(text));
  }
  return sourceRows;
}

/** Rows are told as they were printed, so nothing in them is read otherwise than it is. A remark may have several lines. */
function refuseHidden(row: Row, { name, columns }: PublicationDefinition, cells: CellReader): void {
  for (const [heading, text] of Object.entries(row.cells)) {
    const hides = heading === name || heading in columns ? hidesSomething : hidesSomethingInLines;
    if (hides(text)) cells.refuse(row, heading, rowWords.hidden);
  }
}

const groupOf = (row: RowDefinition | undefined): string | null =>
  (row && 'group' in row && row.group) || null;

function readQuantity(
  row: Row,
  heading: string,
  column: ColumnDefinition,
  needed: boolean,
  year: number,
  cells: CellReader,
): Quantity | null {
  const text = row.cells[heading] ?? '';
  if (text === '') {
    if (needed) cells.refuse(row, heading, rowWords.figureMissing);
    return null;
  }
  const read = cells.read(row, heading, figure(column, year));
  return read && { measure: column.measure, column: heading, unit: units[column.unit].kept, ...read };
}

/** A figure in the column's unit, exactly; `1330+` is a lower bound where the column may have one. */
const figure =
  (
    { unit, zero, atLeast }: ColumnDefinition,
    latestYear: number,
  ): ReadCell<{ value: number; atLeast: boolean }> =>
  (cell) => {
    const { kept, places } = units[unit];
    const ending = atLeast.find((each) => cell.endsWith(each));
    const numeral = ending ? cell.slice(0, -ending.length) : cell;
    const read = places > 0 ? decimal(places)(numeral) : count(numeral);
    if ('wrong' in read) return read;

    const { value } = read;
    if (kept === 'YEAR' && (value < earliestYear || value > latestYear))
      return { wrong: rowWords.notThatYear(latestYear) };
    if (value === 0 && !zero) return { wrong: rowWords.notZero };
    if (places === 0 && value > largestCount) return { wrong: rowWords.tooLarge };
    return { value: { value, atLeast: ending !== undefined } };
  };

/** A list that numbers its rows has them all, in order: a remainder stands for `9-12`. */
function readNumbers(
  row: Row,
  kind: RowKind,
  { number: heading }: PublicationDefinition,
  next: number,
  cells: CellReader,
): { first: number; last: number } | null {
  if (!heading || kind === 'TOTAL') return null;
  const [, first, last = first] =
    (kind === 'REMAINDER' ? /^(\d{1,6})(?:-(\d{1,6}))?$/ : /^(\d{1,6})$/).exec(row.cells[heading] ?? '') ??
    [];
  const numbers = { first: Number(first), last: Number(last) };
  if (first !== undefined && numbers.first === next && numbers.last >= next) return numbers;
  cells.refuse(row, heading, rowWords.notInOrder(next));
  return null;
}
