import { addDays, type CalendarDate, daysBetween, isCalendarDate, weekday, yearOf } from '@anju/values/time';

/** How one year departs from the plain week. Dates belong to the year they lie in, not to their festival. */
export interface HolidayYear {
  /** Days off; those on a weekend may be among them. */
  readonly holidays: readonly CalendarDate[];
  /** Saturdays and Sundays that are worked in exchange. */
  readonly workdays: readonly CalendarDate[];
}

/** Holiday years by year, handed in and never assumed: `shippedHolidays` and what was added since. */
export type HolidayCalendar = Readonly<Record<string, HolidayYear>>;

/** A date, or the year whose arrangement would have to be known to say it (CONV-3). */
export type DueDate = { readonly known: true; readonly date: CalendarDate } | MissingHolidayYear;

export interface MissingHolidayYear {
  readonly known: false;
  readonly missingYear: number;
}

/** Neither holiday nor weekend, or a make-up workday. Null where the calendar lacks the year. */
export function isWorkingDay(date: CalendarDate, calendar: HolidayCalendar): boolean | null {
  const year = calendar[yearOf(date)];
  if (!year) return null;
  return year.workdays.includes(date) || (weekday(date) <= 5 && !year.holidays.includes(date));
}

/** The day itself if it is worked, or else the next one that is (CONV-3). */
export const onWorkingDay = (date: CalendarDate, calendar: HolidayCalendar): DueDate =>
  walk(addDays(date, -1), 1, calendar);

/** So many working days later, the first day not counted; earlier, with a negative number (CONV-3). */
export const addWorkingDays = (from: CalendarDate, days: number, calendar: HolidayCalendar): DueDate =>
  walk(from, days, calendar);

function walk(from: CalendarDate, days: number, calendar: HolidayCalendar): DueDate {
  let date = from;
  for (let left = Math.abs(days); left > 0;) {
    date = addDays(date, Math.sign(days));
    const worked = isWorkingDay(date, calendar);
    if (worked === null) return { known: false, missingYear: yearOf(date) };
    if (worked) left--;
  }
  return { known: true, date };
}

/** One day of a year that somebody wants to add: a day off, or one that is worked in exchange. */
export interface ArrangedDay {
  readonly date: string;
  readonly worked: boolean;
}

export type ArrangedDayProblem = 'NO_SUCH_DATE' | 'IN_ANOTHER_YEAR' | 'TWICE' | 'WORKDAY_NOT_ON_A_WEEKEND';

/** What is wrong with a day by itself and beside those `before` it; null if nothing is. */
export function arrangedDayProblem(
  year: number,
  { date, worked }: ArrangedDay,
  before: ReadonlySet<string>,
): ArrangedDayProblem | null {
  if (!isCalendarDate(date)) return 'NO_SUCH_DATE';
  if (yearOf(date) !== year) return 'IN_ANOTHER_YEAR';
  if (before.has(date)) return 'TWICE';
  return worked && weekday(date) <= 5 ? 'WORKDAY_NOT_ON_A_WEEKEND' : null;
}

/**
 * What only a typing error goes beyond; no law says these numbers. No year has had fewer days off than the festivals
 * themselves. Those shipped have up to 33, with 8 make-up workdays, each within 6 days of a day off, and not more
 * than 10 days without work on end.
 */
export const yearLimits = {
  fewestHolidays: 11,
  mostHolidays: 40,
  mostWorkdays: 12,
  longestRest: 15,
  fromHolidayToWorkday: 14,
};

type WholeYearProblem =
  | 'HOLIDAYS_MISSING'
  | 'TOO_MANY_HOLIDAYS'
  | 'TOO_MANY_WORKDAYS'
  | 'REST_TOO_LONG'
  | 'WORKDAY_FAR_FROM_A_HOLIDAY';

/** What is wrong with a year as a whole, and the date it is about if it is about one; null if nothing is. */
export function wholeYearProblem(
  year: number,
  { holidays, workdays }: HolidayYear,
): { readonly problem: WholeYearProblem; readonly date: CalendarDate | null } | null {
  if (holidays.length < yearLimits.fewestHolidays) return { problem: 'HOLIDAYS_MISSING', date: null };
  if (holidays.length > yearLimits.mostHolidays) return { problem: 'TOO_MANY_HOLIDAYS', date: null };
  if (workdays.length > yearLimits.mostWorkdays) return { problem: 'TOO_MANY_WORKDAYS', date: null };

  const calendar = { [year]: { holidays, workdays } };
  const endless = holidays.find((date) => restFrom(date, calendar) > yearLimits.longestRest);
  if (endless) return { problem: 'REST_TOO_LONG', date: endless };

  // A day off may be of the year before or after: the New Year's is made up for in December too.
  const near = [
    ...holidays,
    addDays(`${year}-01-01` as CalendarDate, -1),
    `${year + 1}-01-01` as CalendarDate,
  ];
  const far = workdays.find(
    (workday) =>
      !near.some((date) => Math.abs(daysBetween(date, workday)) <= yearLimits.fromHolidayToWorkday),
  );
  return far ? { problem: 'WORKDAY_FAR_FROM_A_HOLIDAY', date: far } : null;
}

/** How many days on end nobody works, from this one on and within its year. */
function restFrom(first: CalendarDate, calendar: HolidayCalendar): number {
  let date = first;
  while (isWorkingDay(date, calendar) === false) date = addDays(date, 1);
  return daysBetween(first, date);
}

export type HolidayYearProblem = ArrangedDayProblem | WholeYearProblem;

/** What is wrong with a year that somebody wants to add, and the date it is about; null if nothing is. */
export function holidayYearProblem(
  year: number,
  { holidays, workdays }: { readonly holidays: readonly string[]; readonly workdays: readonly string[] },
): { readonly problem: HolidayYearProblem; readonly date: string | null } | null {
  const seen = new Set<string>();
  for (const [dates, worked] of [
    [holidays, false],
    [workdays, true],
  ] as const) {
    for (const date of dates) {
      const problem = arrangedDayProblem(year, { date, worked }, seen);
      if (problem) return { problem, date };
      seen.add(date);
    }
  }
  // Each of them was found to be a date.
  return wholeYearProblem(year, { holidays, workdays } as HolidayYear);
}
