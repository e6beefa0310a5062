import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { shippedHolidays } from '@anju/rulebook/holidays';
import {
  type ArrangedDayProblem,
  arrangedDayProblem,
  type HolidayYear,
  wholeYearProblem,
  yearLimits,
} from '@anju/rulebook/working-days';
import {
  createCellReader,
  type ReadCell,
  readTable,
  type RowProblem,
  type Words,
} from '@anju/runtime/csv-table';
import { typedPath } from '@anju/runtime/env';
import { readAddedYears } from '@anju/runtime/holidays';
import { sandboxFolder } from '@anju/runtime/sandbox';
import { wrongArgument } from '@anju/runtime/wrong-argument';
import type { CalendarDate } from '@anju/values/time';

const usage = `用法 / Usage:
  pnpm holidays list [--data folder]
  pnpm holidays add <year> <file.csv> [--data folder]

CSV: date,day
     2027-01-01,OFF      放假 / a day off        (OFF, 休)
     2027-02-20,WORKED   调休上班 / worked instead (WORKED, 班)

--data 为城市的数据文件夹 / is the folder of a city that was started with it. HOLIDAYS_FILE 指定保存位置，优先于 --data / says where added years are kept, also with --data; else holidays.json in ANJU_DATA (.anju).`;

/** What the command said, and whether it did what was asked. */
interface Said {
  readonly done: boolean;
  readonly text: string;
}

/** `pnpm holidays`: which years of days off and make-up workdays are known, and one more from a file. */
export function holidays(argv: readonly string[], env: NodeJS.ProcessEnv): Said {
  const typed = read(argv);
  if ('fault' in typed) return { done: false, text: `${typed.fault}\n\n${usage}` };
  const { words, data, help } = typed;
  if (help) return { done: true, text: usage };
  if (data === '') return { done: false, text: `--data: 请写明文件夹 / say which folder\n\n${usage}` };
  const folder = sandboxFolder({ ...env, ANJU_DATA: data ?? env.ANJU_DATA });
  if (data !== undefined && !(existsSync(folder) && statSync(folder).isDirectory()))
    return { done: false, text: `${folder}: 没有这个文件夹。/ is no folder.\n\n${usage}` };
  const file = env.HOLIDAYS_FILE ? typedPath(env.HOLIDAYS_FILE, env) : join(folder, 'holidays.json');
  const [command, year = '', csv = ''] = words;
  if (command === 'list' && words.length === 1) return { done: true, text: list(file) };
  if (command !== 'add' || words.length !== 3) return { done: false, text: usage };
  if (!/^(19|20|21)\d\d$/.test(year)) {
    return { done: false, text: `${year}: 不是年份。/ is no year.\n\n${usage}` };
  }
  let content: Buffer;
  try {
    content = readFileSync(typedPath(csv, env));
  } catch (error) {
    return { done: false, text: `无法读取文件 / The file cannot be read: ${(error as Error).message}` };
  }
  return addYear(file, Number(year), content);
}

function read(argv: readonly string[]) {
  try {
    const options = { data: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options });
    return { words: positionals, ...values };
  } catch (error) {
    return { fault: wrongArgument(error) };
  }
}

function list(file: string): string {
  const line =
    (from: string) =>
    ([year, { holidays, workdays }]: [string, HolidayYear]) =>
      `${year}  ${String(holidays.length).padStart(2)} 休 off  ${String(workdays.length).padStart(2)} 班 worked  ${from}`;
  const shipped = Object.entries(shippedHolidays).map(line('随版本提供 / shipped'));
  const added = Object.entries(readAddedYears(file)).map(line(`自行添加 / added, ${file}`));
  return [...shipped, ...added].join('\n');
}

/**
 * All of the year or nothing. What is known stays: deadlines were told by it. The same year with the same days
 * changes nothing, so that the command can be repeated.
 */
function addYear(file: string, year: number, content: Buffer): Said {
  const read = readHolidayYear(content, year);
  if ('problems' in read) return { done: false, text: read.problems.map(present).join('\n') };

  const added = readAddedYears(file);
  const known = { ...added, ...shippedHolidays }[year];
  if (known) {
    if (sameDays(known, read))
      return { done: true, text: `${year}: 已有相同安排，未作改动。/ known already; nothing was changed.` };
    return {
      done: false,
      text: `${year}: 已有安排且内容不同。已据此计算的期限不能改动，请核对文件。/ is known with other days. Deadlines were told by them, so they stay; check the file.`,
    };
  }
  const years = Object.entries({ ...added, [year]: read }).toSorted(([a], [b]) => (a < b ? -1 : 1));
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, `${JSON.stringify(Object.fromEntries(years), null, 2)}\n`);
  renameSync(draft, file);
  const text = `${year}: 已添加，使用这个文件的运行中的服务立即可用。/ added; services that run on this file know it at once. ${file}`;
  return { done: true, text };
}

const sameDays = (a: HolidayYear, b: HolidayYear): boolean => {
  const text = ({ holidays, workdays }: HolidayYear) =>
    JSON.stringify([holidays.toSorted(), workdays.toSorted()]);
  return text(a) === text(b);
};

/** Every bad row at once, or the year. */
export function readHolidayYear(
  content: Buffer,
  year: number,
): HolidayYear | { readonly problems: readonly RowProblem[] } {
  const table = readTable(content.toString('base64'), ['date', 'day']);
  if (!table.readable) {
    const whole: RowProblem = { line: 1, column: null, value: null, reason: unreadable, rule: 'CONV-3' };
    return { problems: table.problems.length > 0 ? table.problems : [whole] };
  }
  const cells = createCellReader(table);
  const holidays: CalendarDate[] = [];
  const workdays: CalendarDate[] = [];
  const seen = new Set<string>();
  for (const row of table.rows) {
    const date = row.cells['date']!;
    const worked = cells.read(row, 'day', readDay);
    if (worked === null) continue;
    const problem = arrangedDayProblem(year, { date, worked }, seen);
    if (problem) cells.refuse(row, 'date', dayWords[problem](year), 'CONV-3');
    else (worked ? workdays : holidays).push(date as CalendarDate);
    seen.add(date);
  }
  if (cells.problems.length > 0) return { problems: cells.problems };

  const read = { holidays: holidays.toSorted(), workdays: workdays.toSorted() };
  const found = wholeYearProblem(year, read);
  if (!found) return read;
  const row = table.rows.find(({ cells }) => cells['date'] === found.date) ?? table.rows.at(-1)!;
  cells.refuse(row, found.date && 'date', yearWords[found.problem](read), 'CONV-3');
  return { problems: cells.problems };
}

const readDay: ReadCell<boolean> = (text) => {
  if (text === 'OFF' || text === '休') return { value: false };
  if (text === 'WORKED' || text === '班') return { value: true };
  return { wrong: { zh: '请填 OFF（休）或 WORKED（班）。', en: 'Say OFF or WORKED.' } };
};

const dayWords: Record<ArrangedDayProblem, (year: number) => Words> = {
  NO_SUCH_DATE: () => ({
    zh: '没有这一天，请按 2027-01-01 的格式填写。',
    en: 'There is no such date. Write it as 2027-01-01.',
  }),
  IN_ANOTHER_YEAR: (year) => ({
    zh: `不在 ${year} 年内；日期归其所在年份，请放入该年的文件。`,
    en: `Is not in ${year}. A date belongs to the year it lies in: put it into that year's file.`,
  }),
  TWICE: () => ({ zh: '这一天出现了两次，请删去一行。', en: 'This day is there twice. Remove one row.' }),
  WORKDAY_NOT_ON_A_WEEKEND: () => ({
    zh: '调休上班日只能是周六或周日，请核对日期。',
    en: 'A day that is worked in exchange is a Saturday or a Sunday. Check the date.',
  }),
};

type WholeYearProblem = NonNullable<ReturnType<typeof wholeYearProblem>>['problem'];

const yearWords: Record<WholeYearProblem, (read: HolidayYear) => Words> = {
  HOLIDAYS_MISSING: ({ holidays: { length } }) => ({
    zh: `只有 ${length} 个放假日，一年至少 ${yearLimits.fewestHolidays} 个，文件可能不完整。`,
    en: `Has ${length} days off; a year has at least ${yearLimits.fewestHolidays}. Is the file complete?`,
  }),
  TOO_MANY_HOLIDAYS: ({ holidays: { length } }) =>
    likelyTyped(
      `有 ${length} 个放假日，超过 ${yearLimits.mostHolidays} 个`,
      `Has ${length} days off, more than ${yearLimits.mostHolidays}`,
    ),
  TOO_MANY_WORKDAYS: ({ workdays: { length } }) =>
    likelyTyped(
      `有 ${length} 个调休上班日，超过 ${yearLimits.mostWorkdays} 个`,
      `Has ${length} days that are worked in exchange, more than ${yearLimits.mostWorkdays}`,
    ),
  REST_TOO_LONG: () =>
    likelyTyped(
      `从这一天起连续休息超过 ${yearLimits.longestRest} 天`,
      `From this day on nobody works for more than ${yearLimits.longestRest} days`,
    ),
  WORKDAY_FAR_FROM_A_HOLIDAY: () =>
    likelyTyped(
      `这一调休上班日前后 ${yearLimits.fromHolidayToWorkday} 天内没有放假日`,
      `This day is worked in exchange, and no day off is within ${yearLimits.fromHolidayToWorkday} days of it`,
    ),
};

/** Where the notice does say so, the limit is wrong and not the notice. */
const likelyTyped = (zh: string, en: string): Words => ({
  zh: `${zh}，疑为误录。请对照国务院办公厅通知核对；此限仅防误录，并非法律规定，通知确实如此的，请联系系统维护方放宽。`,
  en: `${en}: a typing error? Check it against the notice of the State Council. The limit is against such errors and no law; if the notice does say so, ask who maintains the system for a wider one.`,
});

const unreadable: Words = {
  zh: '文件为空或无法读取，请提供 UTF-8 或 GB18030 编码的 CSV。',
  en: 'The file is empty or no text. Give a CSV in UTF-8 or GB18030.',
};

const present = ({ line, column, value, reason }: RowProblem): string =>
  `第 ${line} 行 / line ${line}${column ? `, ${column}` : ''}${value ? ` "${value}"` : ''}: ${reason.zh} / ${reason.en}`;
