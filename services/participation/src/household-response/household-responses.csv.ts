import { contentCodes, contents } from '@anju/rulebook/content';
import { date, optional, yesNo } from '@anju/runtime/csv-cells';
import type { CellReader, ReadCell, Row, RowProblem, Words } from '@anju/runtime/csv-table';
import { readSyntheticNote } from '@anju/runtime/synthetic-note';
import type { Refusal } from '@anju/values/decision';
import { readHouseholdLabel } from '@anju/values/household-label';
import type { AftercareMode, AnswerDraft } from './answer';
import type { ContactWay } from './contact';
import type { Entry, EntryCode } from './enter-rows';
import { responseMessages } from './household-response.messages';

/** The columns of the file; others may stand beside them. */
export const responseColumns = [
  'household',
  'contacted_on',
  'way',
  'answered',
  'consent',
  'management_mode_consent',
  'management_mode',
  'wishes',
] as const;

type ResponseColumn = (typeof responseColumns)[number];

/** One household's line: it was reached, and perhaps it answered on that day. */
interface ResponseRow extends Entry {
  readonly row: Row;
  /** Its note has a word for what is invented, and not as a mark. */
  readonly markUnclear: boolean;
}

/**
 * Reads every line of a household that was reached; what is wrong with one is noted in `cells`. What is marked as invented
 * by a column `note` belongs to an asking that is.
 */
export function readResponseRows(
  rows: readonly Row[],
  cells: CellReader,
  { communityName, synthetic }: { readonly communityName: string; readonly synthetic: boolean },
): ResponseRow[] {
  const household = householdOf(communityName);
  const lines = new Map<string, number>();
  return rows.flatMap((row) => {
    const before = cells.count();
    const label = cells.read(row, 'household', household);
    const earlier = label && lines.get(label);
    if (earlier) cells.refuse(row, 'household', householdTwice(earlier));
    else if (label) lines.set(label, row.line);

    const contactedOn = cells.read(row, 'contacted_on', optional(date));
    if (row.cells['contacted_on'] === '') {
      const filled = responseColumns.slice(2).find((column) => row.cells[column] !== '');
      if (filled) cells.refuse(row, 'contacted_on', notContacted(filled));
      return [];
    }
    const note = readSyntheticNote(row.cells['note'] ?? '');
    if (note.synthetic && !synthetic) cells.refuse(row, 'note', isInvented);
    const contactWay = cells.read(row, 'way', way);
    const answer = readAnswerOf(row, cells);
    // What could not be read is told as that, and not again as something left out.
    if (cells.count() > before || !label || !contactedOn || !contactWay) return [];
    const contact = { way: contactWay, contactedOn, by: null };
    const { markUnclear } = note;
    return [{ row, label, contact, answer: answer && { ...answer, answeredOn: contactedOn }, markUnclear }];
  });
}

/** Notes why a line that could be read cannot be entered, at the column to mend. */
export function noteRefusal(cells: CellReader, { row }: ResponseRow, refusal: Refusal<EntryCode>): void {
  const { code, detail = {}, rule } = refusal;
  const column =
    code === 'CONSENT_NOT_STATED' && row.cells['consent'] !== '' ? 'management_mode_consent' : columnOf[code];
  cells.refuse(row, column, responseMessages[code](detail), rule ?? undefined);
}

/** That nobody could say whether the homes of a file are there. */
export const rollUnknown: RowProblem = {
  line: 1,
  column: 'household',
  value: null,
  reason: {
    zh: '本小区的业主名册尚未导入，未能核对各户门牌是否存在。名册导入后，名册中没有的户不计入户数，在 notCounted 中列出。',
    en: "The owners' roll of this community is not imported, so nobody checked whether these homes exist. Once the roll is imported, households that it does not have are counted no more and listed as notCounted.",
  },
  rule: 'PART-2',
};

/** That a line was taken as real. */
export const markIsUnclear = ({ row: { line, cells } }: ResponseRow): RowProblem => ({
  line,
  column: 'note',
  value: cells['note'] ?? null,
  reason: {
    zh: '备注中有“虚构”一类的字样，但不是标记，这一户已按真实登记。如果是虚构的，请撤回本次征求意见（withdrawSolicitation），以 synthetic: true 重新发起；确属真实的，不必处理。',
    en: 'The note has a word for what is invented, but not as a mark, and the household was taken as real. If it is invented, withdraw the asking (withdrawSolicitation) and open one with synthetic: true; if it is real, leave it.',
  },
  rule: null,
});

/** That a line was left, because what it says was replaced or struck since it was entered. */
export const leftAsItIs = ({ row: { line } }: ResponseRow): RowProblem => ({
  line,
  column: 'household',
  value: null,
  reason: {
    zh: '本行的内容此前已登记，后来被更改或注销，因此未再次登记。如果这一户确实又这样答复，请用 recordAnswer（联系用 recordContact）登记。',
    en: 'What this line says was entered before and was replaced or struck since, so it was left as it is. If the household said so once more, enter that with recordAnswer, or a contact with recordContact.',
  },
  rule: 'PART-2',
});

const columnOf: Readonly<Record<EntryCode, ResponseColumn | null>> = {
  NOT_OPEN: null,
  BUILDING_NOT_RECORDED: 'household',
  HOME_NOT_RECORDED: 'household',
  HOME_NOT_NUMBERED: 'household',
  NAME_INVALID: null,
  DATE_IN_FUTURE: 'contacted_on',
  DATE_BEFORE_OPENING: 'contacted_on',
  MORE_HOUSEHOLDS_THAN_REGISTERED: 'household',
  ENTRY_JUDGED: 'answered',
  CONSENT_NOT_STATED: 'consent',
  REFUSED_YET_ANSWERED: 'answered',
  MODE_WITHOUT_CONSENT: 'management_mode',
};

function readAnswerOf(row: Row, cells: CellReader): Omit<AnswerDraft, 'answeredOn'> | null {
  const kind = cells.read(row, 'answered', optional(answered));
  const answer = {
    consents: cells.read(row, 'consent', optional(yesNo)),
    consentsToManagementMode: cells.read(row, 'management_mode_consent', optional(yesNo)),
    managementMode: cells.read(row, 'management_mode', optional(managementMode)),
    wishes: cells.read(row, 'wishes', wishes) ?? [],
  };
  if (row.cells['answered'] !== '') return kind && { kind, ...answer };

  const filled = responseColumns.slice(4).find((column) => row.cells[column] !== '');
  if (filled) cells.refuse(row, 'answered', notAnswered(filled));
  return null;
}

const householdOf =
  (communityName: string): ReadCell<string> =>
  (cell) => {
    const label = readHouseholdLabel(cell, communityName);
    return label === null ? { wrong: responseMessages.HOUSEHOLD_INVALID({}) } : { value: label };
  };

/** One of a few words, in English or Chinese, small or capital. */
const word = <T extends string>(chinese: Readonly<Record<T, string>>): ReadCell<T> => {
  const words = Object.entries(chinese) as [T, string][];
  return (cell) => {
    const found = words.find(([english, zh]) => cell === zh || cell.toUpperCase() === english);
    if (found) return { value: found[0] };
    return {
      wrong: {
        zh: `“${cell}”不在允许的取值内，请从中选填：${words.map(([, zh]) => zh).join('、')}。`,
        en: `"${cell}" is none of these. Write one of them: ${words.map(([english]) => english.toLowerCase()).join(', ')}.`,
      },
    };
  };
};

const way = word<ContactWay>({ PAPER: '书面', VISIT: '入户', ONLINE: '线上' });
const answered = word<AnswerDraft['kind']>({ ANSWERED: '已答复', REFUSED: '拒绝' });
const managementMode = word<AftercareMode>({
  PM_COMPANY: '物业企业',
  SELF: '自管',
  ENTRUSTED: '代管',
  JOINT: '共管',
});
const wish = word(Object.fromEntries(contentCodes.map((code) => [code, contents[code].zh])) as Wishes);
type Wishes = Record<(typeof contentCodes)[number], string>;

/** Content codes or their names, with blanks, semicolons or commas between them. */
const wishes: ReadCell<AnswerDraft['wishes']> = (cell) => {
  const read = cell.split(/[\s;；,，、]+/).flatMap((each) => (each === '' ? [] : [wish(each)]));
  const wrong = read.find((each) => 'wrong' in each);
  return wrong ?? { value: read.flatMap((each) => ('value' in each ? [each.value] : [])) };
};

const isInvented: Words = {
  zh: '本行标明为虚构，而本次征求意见不是。请以 synthetic: true 发起征求意见（openSolicitation），再导入到那里；确属真实的，请删去标记。',
  en: 'The line is marked as invented, and the asking is not. Open one with synthetic: true (openSolicitation) and import into that; if the line is real, remove the mark.',
};
const householdTwice = (line: number): Words => ({
  zh: `第 ${line} 行已有这一户。一户只填一行，请删去一行。`,
  en: `Line ${line} has this household already. A household has one line: remove one.`,
});
const notContacted = (column: string): Words => ({
  zh: `填写了 ${column} 列，但没有联系日期。请补填日期，或清空其余各列。`,
  en: `Column ${column} is filled in without a day of contact. Add the day, or empty the other columns.`,
});
const notAnswered = (column: string): Words => ({
  zh: `填写了 ${column} 列，但没有填写是否答复。请填写“已答复”或“拒绝”，或清空 ${column} 列。`,
  en: `Column ${column} is filled in without saying whether it answered. Write answered or refused, or empty it.`,
});
