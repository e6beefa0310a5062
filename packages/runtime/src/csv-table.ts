import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';
import { type RuleId } from '@anju/values/rule-id';
import type { Language } from './caller';

const mostBytes = 5 * 1024 * 1024;

export type Words = Readonly<Record<Language, string>>;

/** One thing wrong or remarkable in a file; `line` 1 is the header. */
export interface RowProblem {
  readonly line: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: Words;
  readonly rule: RuleId | null;
}

export interface Row {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

export type TableRefusalCode = 'NOT_BASE64' | 'TOO_LARGE' | 'UNKNOWN_ENCODING' | 'EMPTY_FILE' | 'NOT_A_TABLE';

export type Table =
  | { readonly readable: true; readonly rows: readonly Row[]; readonly headings: readonly string[] }
  | { readonly readable: false; readonly code: TableRefusalCode; readonly problems: readonly RowProblem[] };

/** The rows of a CSV file as it came; `columns` must all be there, others may be. */
export function readTable(contentBase64: string, columns: readonly string[]): Table {
  const unreadable = (code: TableRefusalCode, ...problems: RowProblem[]) =>
    ({ readable: false, code, problems }) as const;

  const packed = contentBase64.replace(/\s/g, '');
  // Base64 of 5 MiB, so that nothing larger is decoded at all.
  if (packed.length > Math.ceil(mostBytes / 3) * 4) return unreadable('TOO_LARGE');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(packed) || packed.length % 4 !== 0) return unreadable('NOT_BASE64');
  const bytes = Buffer.from(packed, 'base64');
  if (bytes.length > mostBytes) return unreadable('TOO_LARGE');

  const text = decodeText(bytes);
  if (text === null) return unreadable('UNKNOWN_ENCODING');
  if (text.trim() === '') return unreadable('EMPTY_FILE');

  const parsed = parseCsv(text);
  if (!Array.isArray(parsed)) return unreadable('NOT_A_TABLE', atLine(parsed.badLine, notCsv));
  const [header, ...records] = parsed;
  const headings = header!.record;
  const missing = columns.filter((column) => !headings.includes(column));
  const twice = headings.filter((heading, i) => headings.indexOf(heading) !== i);
  if (missing.length > 0 || twice.length > 0) {
    return unreadable(
      'NOT_A_TABLE',
      ...missing.map((column) => ({ ...atLine(1, noColumn), column })),
      ...twice.map((column) => ({ ...atLine(1, columnTwice), column })),
    );
  }
  if (records.length === 0) return unreadable('EMPTY_FILE');

  const ragged = records.filter(({ record }) => record.length !== headings.length);
  if (ragged.length > 0) {
    const problems = ragged.map(({ record, line }) => ({
      ...atLine(line, wrongCount(headings.length, record.length)),
      value: record.join(','),
    }));
    return unreadable('NOT_A_TABLE', ...problems);
  }
  const rows = records.map(({ record, line }) => ({
    line,
    cells: Object.fromEntries(headings.map((heading, i) => [heading, record[i]!])),
  }));
  return { readable: true, rows, headings };
}

interface Parsed {
  readonly record: readonly string[];
  /** Where it begins: a quoted cell may run over several lines. */
  readonly line: number;
}

function parseCsv(text: string): Parsed[] | { readonly badLine: number } {
  let linesRead = 0;
  const options = {
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    trim: true,
    on_record: (record: unknown, { lines }: { lines: number }) => {
      linesRead = lines;
      return record;
    },
  };
  try {
    // One kind of line end, because the parser counts CR LF inside of quotes twice. Its types do not
    // know that `info` changes what a record is.
    const parsed = parse(text.replace(/\r\n?/g, '\n'), options as object) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    return parsed.map(({ record, info }) => ({
      record,
      line: info.lines - (record.join().match(/\n/g)?.length ?? 0),
    }));
  } catch (error) {
    const { code, lines } = error as { code?: string; lines?: number };
    // A quotation mark that is never closed is noticed at the end; what it swallowed began here.
    return { badLine: code === 'CSV_QUOTE_NOT_CLOSED' ? linesRead + 1 : (lines ?? 1) };
  }
}

/** UTF-8 with or without BOM, else GB18030; null if it is neither. */
function decodeText(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const text = iconv.decode(bytes, 'gb18030');
    // Both marks of bytes that are no text in that encoding either.
    return /[\uFFFD\u0000]/.test(text) ? null : text;
  }
}

/** Reads cells and keeps what is wrong with them, so that every bad row of a file is told at once. */
export interface CellReader {
  readonly problems: readonly RowProblem[];
  /** The cell as `as` reads it, or null once its problem is noted. */
  readonly read: <T>(row: Row, column: string, as: ReadCell<T>) => T | null;
  /** Notes what a cell by itself does not show, such as a home that stands in the file twice. */
  readonly refuse: (row: Row, column: string | null, reason: Words, rule?: RuleId) => void;
}

export type ReadCell<T> = (text: string) => { readonly value: T } | { readonly wrong: Words };

export function createCellReader(): CellReader {
  const problems: RowProblem[] = [];
  const refuse: CellReader['refuse'] = ({ line, cells }, column, reason, rule) => {
    const value = column === null ? null : (cells[column] ?? null);
    problems.push({ line, column, value, reason, rule: rule ?? null });
  };
  return {
    problems,
    refuse,
    read: (row, column, as) => {
      const cell = as(row.cells[column] ?? '');
      if ('value' in cell) return cell.value;
      refuse(row, column, cell.wrong);
      return null;
    },
  };
}

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
const noColumn: Words = {
  zh: '缺少这一列，请补上表头。',
  en: 'This column is missing. Add it to the header.',
};
const columnTwice: Words = {
  zh: '这一列出现了两次，请删去一列。',
  en: 'This column is there twice. Remove one.',
};
const wrongCount = (expected: number, found: number): Words => ({
  zh: `应有 ${expected} 列，实有 ${found} 列。含逗号的内容请加引号。`,
  en: `Has ${found} columns instead of ${expected}. Put text with a comma into quotation marks.`,
});
