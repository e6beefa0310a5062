import { readFileSync, statSync } from 'node:fs';
import { shippedHolidays } from '@anju/rulebook/holidays';
import { type HolidayCalendar, holidayYearProblem } from '@anju/rulebook/working-days';
import type { CalendarDate } from '@anju/values/time';
import { z } from 'zod';
import type { Words } from './csv-table';
import { Mendable } from './mendable';

/** The holiday years as they are known at this moment: those shipped, and those an operator has added. */
export type Holidays = () => HolidayCalendar;

/**
 * Looks at the operators' file each time, so that a year they add is known without a restart. A year that is
 * shipped stands, whatever was added before it came with a release.
 */
export function openHolidays(file: string): Holidays {
  let read: { readonly stamp: string; readonly calendar: HolidayCalendar } | null = null;
  const now = () => {
    const found = statSync(file, { throwIfNoEntry: false, bigint: true });
    // A file is replaced and never changed, so another one has another inode even within one tick of the clock.
    const stamp = found ? `${found.ino} ${found.mtimeNs} ${found.size}` : '';
    if (read?.stamp !== stamp) read = { stamp, calendar: { ...readAddedYears(file), ...shippedHolidays } };
    return read.calendar;
  };
  // A file that cannot be read is told at the start, not when a deadline needs it.
  now();
  return now;
}

const dates = z.array(z.string().transform((date) => date as CalendarDate)).readonly();

const addedYears = z
  .record(z.string().regex(/^\d{4}$/), z.strictObject({ holidays: dates, workdays: dates }))
  .check(({ value, issues }) => {
    for (const [year, entry] of Object.entries(value)) {
      const found = holidayYearProblem(Number(year), entry);
      if (found)
        issues.push({
          code: 'custom',
          input: entry,
          path: [year],
          message: `${found.problem} ${found.date ?? ''}`,
        });
    }
  });

/** The years in the operators' file; none without a file. */
export function readAddedYears(file: string): HolidayCalendar {
  if (!statSync(file, { throwIfNoEntry: false })) return {};
  try {
    return addedYears.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Mendable(
      `${file} 不是节假日表，无法据此计算期限。请移走该文件，再用 pnpm holidays add 重新添加各年。 / ` +
        `${file} is no table of holidays, so no deadline can be told by it. Move it away and add its years again with ` +
        `\`pnpm holidays add\`.\n${reason}`,
      { cause: error },
    );
  }
}

/** What a refusal for want of a year asks for. */
export const addYear = (year: unknown): Words => ({
  zh: `请由运维人员执行 pnpm holidays add ${year} <文件.csv> 补充该年安排（城市以 --data 启动的，加上同样的 --data），补充后即可重试。`,
  en: `An operator adds that year with \`pnpm holidays add ${year} <file.csv>\`, with the city's own --data where it was started with one; try again then.`,
});
