import type { Choice } from '@anju/rulebook/tally';
import { yesNo } from '@anju/runtime/csv-cells';
import type { CellReader, ReadableTable, ReadCell, Row, RowProblem } from '@anju/runtime/csv-table';
import { foldWidth } from '@anju/values/fold-width';
import { readLabelPart } from '@anju/values/label-part';
import { type Instant, isCalendarDate, isOfOurTime, toInstant } from '@anju/values/time';
import { readFormNumber } from '../ballot/form-number';
import { rollWords } from '../owners-roll/owners-roll.words';
import { labelOf } from '../owners-roll/unit-label';
import type { Question } from '../question/question';
import { paperBatchWords as words } from './paper-batch.words';

/** Beside them each question has a column, headed by its number. */
export const paperColumns = [
  'form_number',
  'building',
  'entrance',
  'door',
  'owner',
  'received_at',
  'signed',
] as const;

/** Nothing is read of these. */
const remarks = ['note', '备注'];

/** All of a file is one transaction, and who votes meanwhile waits for it: on a small machine a hundred answers take a second. */
const mostAnswers = 200;

/** One paper as a row has it; who signed is found by the home and, where several may have, by the name. */
export interface PaperRow {
  readonly row: Row;
  readonly formNumber: string;
  /** As labels are stored: `2-1-301`. */
  readonly label: string;
  readonly ownerName: string;
  readonly receivedAt: Instant;
  readonly signed: boolean;
  readonly answers: readonly { readonly questionId: Question['id']; readonly marks: readonly Choice[] }[];
}

/** Reads every row; what is wrong with one is noted in `cells`, and then the row is left out. */
export function readPaperRows(
  { rows, headings }: ReadableTable,
  questions: readonly Question[],
  cells: CellReader,
): PaperRow[] {
  const asked = questions.filter(({ number }) => headings.includes(String(number)));
  const lines = new Map<string, number>();
  let read = 0;
  return rows.filter(isFilled).flatMap((row) => {
    const before = read;
    read += asked.length;
    if (read > mostAnswers) {
      if (before <= mostAnswers) cells.refuse(row, null, words.tooMany(mostAnswers));
      return [];
    }
    const faults = cells.count();
    const formNumber = cells.read(row, 'form_number', formCell);
    const earlier = formNumber === null ? undefined : lines.get(formNumber);
    if (earlier !== undefined) cells.refuse(row, 'form_number', words.formTwice(earlier), 'GOV-VOTE-13');
    else if (formNumber !== null) lines.set(formNumber, row.line);
    const receivedAt = cells.read(row, 'received_at', momentCell);
    const signed = cells.read(row, 'signed', yesNo);
    const answers = asked.flatMap(({ id: questionId, number }) => {
      const column = String(number);
      if (row.cells[column] === '') return [];
      const marks = cells.read(row, column, marksCell);
      return marks ? [{ questionId, marks }] : [];
    });
    const label = readLabel(row, cells);
    if (formNumber === null || label === null || receivedAt === null || signed === null) return [];
    if (cells.count() > faults) return [];
    return [{ row, formNumber, label, ownerName: row.cells['owner']!, receivedAt, signed, answers }];
  });
}

/** Spreadsheets leave rows of nothing behind. */
const isFilled = ({ cells }: Row): boolean => Object.values(cells).some((cell) => cell !== '');

/** As on the roll: `2-1-301`. */
function readLabel(row: Row, cells: CellReader): string | null {
  const building = cells.read(row, 'building', partCell);
  const entrance = cells.read(row, 'entrance', partCell);
  const door = cells.read(row, 'door', partCell);
  return building !== null && entrance !== null && door !== null
    ? labelOf({ building, entrance, door })
    : null;
}

const partCell: ReadCell<string> = (cell) => {
  const value = readLabelPart(cell);
  return value === null ? { wrong: rollWords.noNumber(cell) } : { value };
};

/**
 * What is wrong with the headings; nothing where each column that holds something is one of those above, a question's or a
 * remark: an answer under a heading that nobody reads would be lost.
 */
export function wrongHeadings(
  { headings, rows }: ReadableTable,
  questions: readonly Question[],
): RowProblem[] {
  const at = (column: string | null, reason: RowProblem['reason']): RowProblem => ({
    ...{ line: 1, column, value: column, reason, rule: null },
  });
  const numbers = questions.map(({ number }) => String(number));
  const known: readonly string[] = [...paperColumns, ...numbers, ...remarks];
  const unread = headings.filter(
    (heading) => !known.includes(heading) && rows.some(({ cells }) => (cells[heading] ?? '') !== ''),
  );
  if (unread.length > 0) return unread.map((heading) => at(heading, words.noSuchQuestion(questions.length)));
  return headings.some((heading) => numbers.includes(heading)) ? [] : [at(null, words.noQuestions)];
}

const formCell: ReadCell<string> = (cell) => {
  const value = readFormNumber(cell);
  return value === null ? { wrong: words.formNumber } : { value };
};

/** As it is written down at the desk and as spreadsheets write it, by the clock of the place unless a zone stands behind. */
const momentCell: ReadCell<Instant> = (cell) => {
  const typed = foldWidth(cell).trim();
  const form =
    /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:T| +)(\d{1,2})(:\d\d(?::\d\d(?:\.\d{1,3})?)?) *(Z|[+-]\d\d:\d\d)?$/;
  const [, year, month = '', day = '', hour = '', rest, zone = '+08:00'] = form.exec(typed) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const moment = isCalendarDate(date) ? new Date(`${date}T${hour.padStart(2, '0')}${rest}${zone}`) : null;
  return moment && !Number.isNaN(moment.getTime()) && isOfOurTime(date)
    ? { value: toInstant(moment) }
    : { wrong: words.notAMoment(cell) };
};

const choices: Readonly<Record<string, Choice>> = {
  YES: 'YES',
  同意: 'YES',
  赞成: 'YES',
  NO: 'NO',
  反对: 'NO',
  不同意: 'NO',
  ABSTAIN: 'ABSTAIN',
  弃权: 'ABSTAIN',
};

/** Several marks make no answer, and none makes none; both are kept as they are (GOV-VOTE-6). */
const marksCell: ReadCell<readonly Choice[]> = (cell) => {
  const typed = foldWidth(cell).trim().toUpperCase();
  if (typed === 'BLANK' || typed === '空白') return { value: [] };
  const marks = typed.split(/[;、]/u).map((mark) => choices[mark.trim()]);
  return marks.every((mark) => mark !== undefined) ? { value: marks } : { wrong: words.notAMark(cell) };
};
