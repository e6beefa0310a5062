import { addDays, type CalendarDate, isCalendarDate, weekday, yearOf } from '@anju/values/time';

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

export type HolidayYearProblem =
  'NO_SUCH_DATE' | 'IN_ANOTHER_YEAR' | 'TWICE' | 'WORKDAY_NOT_ON_A_WEEKEND' | 'HOLIDAYS_MISSING';

/** What is wrong with a year that somebody wants to add, and the date it is about; null if nothing is. */
export function holidayYearProblem(
  year: number,
  { holidays, workdays }: { readonly holidays: readonly string[]; readonly workdays: readonly string[] },
): { readonly problem: HolidayYearProblem; readonly date: string | null } | null {
  const dates = [...holidays, ...workdays];
  const wrong = (problem: HolidayYearProblem, is: (date: string, at: number) => boolean, of = dates) => {
    const date = of.find(is);
    return date === undefined ? null : { problem, date };
  };
  return (
    wrong('NO_SUCH_DATE', (date) => !isCalendarDate(date)) ??
    wrong('IN_ANOTHER_YEAR', (date) => yearOf(date as CalendarDate) !== year) ??
    wrong('TWICE', (date, at) => dates.indexOf(date) !== at) ??
    wrong('WORKDAY_NOT_ON_A_WEEKEND', (date) => weekday(date as CalendarDate) <= 5, [...workdays]) ??
    // No year has had fewer days off than the festivals themselves; a list this short was cut off.
    (holidays.length < 11 ? { problem: 'HOLIDAYS_MISSING', date: null } : null)
  );
}
