import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';
import { type RuleId } from '@anju/values/rule-id';
import type { Language } from './caller';

const mostBytes = 5 * 1024 * 1024;
/** A file of empty rows is small and would be long to read and longer to complain about. */
const mostRows = 100_000;
const mostColumns = 1_000;
const mostProblems = 10_000;
const mostRecordLength = 64 * 1024;
/** So many rows of a wrong length are told; whoever has as many has mistaken the separator. */
const mostRagged = 1_000;

export type Words = Readonly<Record<Language, string>>;

/** One thing wrong or remarkable in a file; `line` 1 is the header. */
export interface RowProblem {
  readonly line: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: Words;
  readonly rule: RuleId | null;
  /** For how many that are not told it stands. */
  readonly more?: number;
}

export interface Row {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

export type TableRefusalCode =
  'NOT_BASE64' | 'TOO_LARGE' | 'TOO_MANY_ROWS' | 'UNKNOWN_ENCODING' | 'EMPTY_FILE' | 'NOT_A_TABLE';

export type Table =
  | ReadableTable
  | { readonly readable: false; readonly code: TableRefusalCode; readonly problems: readonly RowProblem[] };

export interface ReadableTable {
  readonly readable: true;
  /** All of them; where cells are too few they are empty, and what is beyond the last column is left out. */
  readonly rows: readonly Row[];
  readonly headings: readonly string[];
  /** The rows with too few or too many cells. `createCellReader` begins with them. */
  readonly ragged: readonly RowProblem[];
}

/** The rows of a CSV file as it came; `columns` must all be there, others may be. */
export function readTable(contentBase64: string, columns: readonly string[]): Table {
  const unreadable = (code: TableRefusalCode, problems: readonly RowProblem[] = []) =>
    ({ readable: false, code, problems }) as const;

  const packed = contentBase64.replace(/\s/g, '');
  // Base64 of 5 MiB, so that nothing larger is decoded at all.
  if (packed.length > Math.ceil(mostBytes / 3) * 4) return unreadable('TOO_LARGE');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(packed) || packed.length % 4 !== 0) return unreadable('NOT_BASE64');
  const bytes = Buffer.from(packed, 'base64');
  if (bytes.length > mostBytes) return unreadable('TOO_LARGE');

  const other = otherFormat(bytes);
  if (other) return unreadable('NOT_A_TABLE', [atLine(1, other)]);
  const text = decodeText(bytes);
  if (text === null) return unreadable('UNKNOWN_ENCODING');
  if (typeof text !== 'string') return unreadable('UNKNOWN_ENCODING', [text]);
  if (text.trim() === '') return unreadable('EMPTY_FILE');

  const separator = separatorBut(text, columns);
  if (separator) return unreadable('NOT_A_TABLE', [atLine(1, wrongSeparator(separator))]);
  const parsed = parseCsv(text);
  if (parsed.failure) return unreadable('NOT_A_TABLE', [atLine(parsed.failure.line, parsed.failure.reason)]);
  const [header, ...records] = parsed.records;
  const headings = header!.record;
  const missing = columns.filter((column) => !headings.includes(column));
  const lastPlace = new Map(headings.map((heading, i) => [heading, i]));
  const twice = headings.filter((heading, i) => heading !== '' && i < lastPlace.get(heading)!);
  const used = columnsUsed(parsed.records);
  if (used.length > mostColumns) return unreadable('NOT_A_TABLE', [atLine(1, tooManyColumns(used.length))]);
  const unnamed = used.filter((i) => headings[i] === '');
  if (missing.length > 0 || twice.length > 0 || unnamed.length > 1) {
    return unreadable('NOT_A_TABLE', [
      ...(missing.length > 0 ? [headerProblem(missing, headings, columns)] : []),
      ...twice.map((column) => ({ ...atLine(1, columnTwice), column })),
      ...(unnamed.length > 1 ? [atLine(1, columnsUnnamed(unnamed))] : []),
    ]);
  }
  if (records.length === 0) return unreadable('EMPTY_FILE');

  const ragged = records
    .filter(({ record }) => record.length !== headings.length)
    .map(({ record, line }) => ({
      ...atLine(line, wrongCount(headings.length, record.length)),
      value: record.join(',').slice(0, longestShown),
    }));
  if (ragged.length >= mostRagged) return unreadable('NOT_A_TABLE', ragged);
  if (records.length > mostRows) return unreadable('TOO_MANY_ROWS');
  const rows = records.map(({ record, line }) => ({
    line,
    cells: Object.fromEntries(used.map((i) => [headings[i], record[i] ?? ''])),
  }));
  return { readable: true, rows, headings, ragged };
}

/**
 * By place, the columns that are read: those with a heading, and those without one that hold something, such as a
 * spreadsheet's own numbering. It writes out many too of which nothing is used.
 */
function columnsUsed([header, ...records]: readonly Parsed[]): readonly number[] {
  const headings = header!.record;
  const used = new Set<number>();
  for (const { record } of records)
    for (const [i, cell] of record.entries()) if (cell !== '' && headings[i] === '') used.add(i);
  return headings.flatMap((heading, i) => (heading !== '' || used.has(i) ? [i] : []));
}

/** What somebody may take for a CSV file, by how it begins. */
const formats: readonly (readonly [begins: RegExp, name: Words])[] = [
  [/^PK\x03\x04/, { zh: 'Excel 文件（.xlsx）或压缩文件', en: 'an Excel file (.xlsx) or an archive' }],
  [/^\xd0\xcf\x11\xe0/, { zh: '旧版 Excel 文件（.xls）', en: 'an old Excel file (.xls)' }],
  [/^%PDF-/, { zh: 'PDF 文件', en: 'a PDF file' }],
  // Under the name of .xls too: what web pages export and Excel opens.
  [/^(\xef\xbb\xbf)?\s*<(!doctype|html|table|\?xml)\b/i, { zh: '网页或 XML 文件', en: 'a web page or XML' }],
];

function otherFormat(bytes: Buffer): Words | null {
  const start = bytes.toString('latin1', 0, 100);
  const name = formats.find(([begins]) => begins.test(start))?.[1];
  return name ? notACsv(name) : null;
}

const separators = [';', '；', '\t', '，', '、', '|'];

/** What the columns of the first line are parted by, where it is not a comma. */
function separatorBut(text: string, columns: readonly string[]): string | undefined {
  const header = text.trimStart().split(/[\r\n]/, 1)[0]!;
  const isParted = (by: string) =>
    header.split(by).some((part) => columns.includes(part.replaceAll('"', '').trim()));
  return isParted(',') ? undefined : separators.find((each) => header.includes(each) && isParted(each));
}

interface Parsed {
  readonly record: readonly string[];
  /** Where it begins: a quoted cell may run over several lines. */
  readonly line: number;
}

interface ParsedFile {
  readonly records: readonly Parsed[];
  readonly failure?: { readonly line: number; readonly reason: Words };
}

/** Thrown into the parser, which would read on to the end of a file that is refused anyway. */
class Enough extends Error {}

/** All records, or those up to where it is clear that the file will be refused. */
function parseCsv(text: string): ParsedFile {
  const records: Parsed[] = [];
  let linesRead = 0;
  let ragged = 0;
  const onRecord = (record: string[], { lines }: { lines: number }) => {
    linesRead = lines;
    // What stands in quotation marks is not trimmed by the parser, and blanks there mean no more.
    records.push({
      record: record.map((cell) => cell.trim()),
      line: lines - (record.join().match(/\n/g)?.length ?? 0),
    });
    if (record.length !== records[0]!.record.length) ragged++;
    if (ragged >= mostRagged || records.length > mostRows + 1) throw new Enough();
    return null;
  };
  try {
    // One kind of line end, because the parser counts CR LF inside of quotes twice.
    parse(text.replace(/\r\n?/g, '\n'), {
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
      max_record_size: mostRecordLength,
      on_record: onRecord,
    });
    return { records };
  } catch (error) {
    if (error instanceof Enough) return { records };
    const { code, lines } = error as { code?: string; lines?: number };
    // A quotation mark that is never closed is noticed at the end; what it swallowed began here.
    if (code === 'CSV_QUOTE_NOT_CLOSED') return { records, failure: { line: linesRead + 1, reason: notCsv } };
    const reason = code === 'CSV_MAX_RECORD_SIZE' ? rowTooLong : notCsv;
    return { records, failure: { line: lines ?? 1, reason } };
  }
}

/** UTF-8 with or without BOM, else GB18030; null if it is neither, and where it is UTF-8 but for a few bytes, those. */
function decodeText(bytes: Buffer): string | RowProblem | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const strayByte = strayByteOf(new TextDecoder('utf-8').decode(bytes));
    if (strayByte) return strayByte;
    const text = iconv.decode(bytes, 'gb18030');
    // Both marks of bytes that are no text in that encoding either.
    return /[\uFFFD\u0000]/.test(text) ? null : text;
  }
}

/**
 * Any bytes may pass for GB18030, as other characters than were meant. What is written in it and read as UTF-8 is bad at
 * nearly every character, and a Chinese character, which takes three bytes there, comes of it by chance: where there are
 * several times as many of those as of the bad it was UTF-8.
 */
function strayByteOf(text: string): RowProblem | null {
  const chinese = text.match(/[\u0800-\uFFFC]/g)?.length ?? 0;
  const bad = text.match(/\uFFFD/g)?.length ?? 0;
  if (chinese < 3 * bad) return null;
  const lines = text.split(/\r\n?|\n/);
  const index = lines.findIndex((line) => line.includes('\uFFFD'));
  return { ...atLine(index + 1, notUtf8), value: lines[index]!.slice(0, longestShown) };
}

/** Reads cells and keeps what is wrong with them, so that every bad row of a file is told at once. */
export interface CellReader {
  /** As many as are told, in the order of the file; another list at each look. */
  readonly problems: readonly RowProblem[];
  /** How many there are, told or not. */
  readonly count: () => number;
  /** The cell as `as` reads it, or null once its problem is noted. */
  readonly read: <T>(row: Row, column: string, as: ReadCell<T>) => T | null;
  /** Notes what a cell by itself does not show, such as a home that stands in the file twice. */
  readonly refuse: (row: Row, column: string | null, reason: Words, rule?: RuleId) => void;
}

export type ReadCell<T> = (text: string) => { readonly value: T } | { readonly wrong: Words };

/** Of a ragged row nothing more is told: its cells stand under each other's headings. */
export function createCellReader({ ragged }: Pick<ReadableTable, 'ragged'>): CellReader {
  let problems: RowProblem[] = [...ragged];
  const raggedLines = new Set(ragged.map(({ line }) => line));
  let count = ragged.length;
  const refuse: CellReader['refuse'] = ({ line, cells }, column, reason, rule) => {
    if (raggedLines.has(line)) return;
    const value = column === null ? null : (cells[column]?.slice(0, longestShown) ?? null);
    problems.push({ line, column, value, reason, rule: rule ?? null });
    count++;
    // They are not found in the order of the file: what is known of a whole file is known last.
    if (problems.length >= 2 * mostProblems) problems = firstOf(problems);
  };
  return {
    get problems() {
      return withMore(firstOf(problems), Math.max(0, count - mostProblems));
    },
    count: () => count,
    refuse,
    read: (row, column, as) => {
      const cell = as(row.cells[column] ?? '');
      if ('value' in cell) return cell.value;
      refuse(row, column, cell.wrong);
      return null;
    },
  };
}

/** The first of them in the file, no more than are told, and then how many there are besides, in the words of `rest`. */
export function upToMost(problems: readonly RowProblem[], rest = andMore): readonly RowProblem[] {
  const each = problems.filter(({ more }) => !more);
  const untold = problems.reduce((sum, { more = 0 }) => sum + more, 0);
  if (untold === 0 && each.length <= mostProblems) return problems;
  const told = firstOf(each);
  return withMore(told, untold + each.length - told.length, rest);
}

const firstOf = (problems: readonly RowProblem[]): RowProblem[] =>
  problems.toSorted((a, b) => a.line - b.line).slice(0, mostProblems);

const withMore = (told: readonly RowProblem[], more: number, rest = andMore): readonly RowProblem[] =>
  more === 0 ? told : [...told, { ...atLine(told.at(-1)!.line, rest(more)), more }];

/** The problems as a file to give back: spreadsheets open it as it is. */
export const problemsCsv = (problems: readonly RowProblem[], language: Language): string =>
  stringify(
    problems.map(({ line, column, value, reason, rule }) => [line, column, value, reason[language], rule]),
    {
      header: true,
      bom: true,
      columns:
        language === 'zh'
          ? ['行', '列', '原值', '原因', '规则']
          : ['line', 'column', 'value', 'reason', 'rule'],
      // What begins like a formula is shown and not run.
      escape_formulas: true,
    },
  );

/** A cell that is quoted in an answer is cut to this. */
const longestShown = 200;

const atLine = (line: number, reason: Words): RowProblem => ({
  line,
  column: null,
  value: null,
  reason,
  rule: null,
});

const notCsv: Words = {
  zh: '无法按 CSV 读取，请检查引号是否成对。',
  en: 'Cannot be read as CSV. Check that quotation marks come in pairs.',
};
const notUtf8: Words = {
  zh: '文件是 UTF-8 编码，但这一行有不属于它的字节，显示为 �，最先出现在这里。请更正，再另存为“CSV UTF-8（逗号分隔）”。',
  en: 'The file is UTF-8, and this row is the first with bytes that are not, shown as �. Put it right and save it as "CSV UTF-8 (comma delimited)".',
};
const rowTooLong: Words = {
  zh: '这一行超过 64 KiB。请检查引号是否成对，或是否粘贴了不属于这里的内容。',
  en: 'This row is longer than 64 KiB. Check that quotation marks come in pairs, and what was pasted into it.',
};
const andMore = (more: number): Words => ({
  zh: `此后还有 ${more} 处问题未列出。请先改正以上问题再导入。`,
  en: `There are ${more} more problems from here on. Mend those above first and import again.`,
});
const notACsv = (format: Words): Words => ({
  zh: `这是${format.zh}，不是 CSV。请用 Excel 打开，另存为“CSV UTF-8（逗号分隔）”，再导入另存的文件。`,
  en: `This is ${format.en}, no CSV. Open it in Excel, save it as "CSV UTF-8 (comma delimited)", and import that.`,
});
const wrongSeparator = (separator: string): Words => ({
  zh: `各列之间是${separator === '\t' ? '制表符' : `“${separator}”`}，应为英文逗号。请另存为“CSV UTF-8（逗号分隔）”。`,
  en: `The columns are parted by ${separator === '\t' ? 'tabs' : `"${separator}"`}, not by commas. Save it as "CSV UTF-8 (comma delimited)".`,
});

/** One for the whole header: whoever took another table would else read it as often as it has columns. */
function headerProblem(
  missing: readonly string[],
  headings: readonly string[],
  columns: readonly string[],
): RowProblem {
  const others = headings.filter((heading) => !columns.includes(heading)).map((each) => each || '""');
  const found = others.join(', ').slice(0, longestShown);
  const expected = columns.join(', ');
  const reason = {
    zh:
      `表头缺少：${missing.join(', ')}。请补上表头，或核对是否选错了文件。` +
      `${found && `表头中不认识的：${found}。`}应有的列：${expected}。`,
    en:
      `Missing from the header: ${missing.join(', ')}. Add what is missing, or look whether it is the file you meant. ` +
      `${found && `Not known in the header: ${found}. `}Columns that must be there: ${expected}.`,
  };
  return { ...atLine(1, reason), column: missing.length === 1 ? missing[0]! : null };
}

const columnTwice: Words = {
  zh: '这一列出现了两次，请删去一列。',
  en: 'This column is there twice. Remove one.',
};
const columnsUnnamed = (places: readonly number[]): Words => {
  const some = places.slice(0, 10).map((i) => i + 1);
  const [zh, en] = [some.join('、'), some.join(', ')];
  return {
    zh: `有 ${places.length} 列有内容而没有列名：第 ${zh} 列${places.length > some.length ? '等' : ''}。请补上列名，或删去这些列。`,
    en: `${places.length} columns hold something and have no heading: ${en}${places.length > some.length ? ' and more' : ''}. Give them one, or remove them.`,
  };
};
const tooManyColumns = (found: number): Words => ({
  zh: `有 ${found} 列，最多 ${mostColumns} 列。请核对是否选错了文件，或删去不需要的列。`,
  en: `Has ${found} columns, and may have ${mostColumns}. Look whether it is the file you meant, or remove what is not asked for.`,
});
const wrongCount = (expected: number, found: number): Words => ({
  zh: `应有 ${expected} 列，实有 ${found} 列。含逗号的内容请加引号。`,
  en: `Has ${found} columns instead of ${expected}. Put text with a comma into quotation marks.`,
});
