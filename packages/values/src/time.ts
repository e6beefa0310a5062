/** A moment as ISO-8601 UTC text with milliseconds, so that text order is time order. */
export type Instant = `${number}-${number}-${number}T${string}Z`;

/** A calendar date in UTC+8, where every rule of this domain counts its days (CONV-3). */
export type CalendarDate = `${number}-${number}-${number}`;

export type Clock = () => Instant;

export const toInstant = (date: Date): Instant => date.toISOString() as Instant;

export const systemClock: Clock = () => toInstant(new Date());

export const addSeconds = (instant: Instant, seconds: number): Instant =>
  toInstant(new Date(Date.parse(instant) + seconds * 1000));

/** Periods in hours run on continuously, over nights and rest days (CONV-3). */
export const addHours = (instant: Instant, hours: number): Instant => addSeconds(instant, hours * 3600);

/** True for exactly the form that is stored: UTC, milliseconds, a date that exists. */
export const isInstant = (text: string): text is Instant =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && new Date(text).toJSON() === text;

/** The day in China on which the moment falls. */
export const dateOf = (instant: Instant): CalendarDate =>
  addSeconds(instant, 8 * 3600).slice(0, 10) as CalendarDate;

/** True for a day that exists, as `2022-06-30`; 31 June does not. */
export const isCalendarDate = (text: string): text is CalendarDate =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00.000Z`).toJSON()?.slice(0, 10) === text;

/**
 * Nothing that a city renovates was begun before, or will be planned after, and nobody enters another date. What is
 * reckoned from one may lie later.
 */
export const isOfOurTime = (date: string): boolean => date >= '1900' && date < '2200';

/** 00:00 of the day in UTC+8. */
export const startOfDay = (date: CalendarDate): Instant => addSeconds(`${date}T00:00:00.000Z`, -8 * 3600);

/** 24:00 of the day, which is the start of the next: the first moment that is too late. */
export const endOfDay = (date: CalendarDate): Instant => startOfDay(addDays(date, 1));

/** The last day of a span that ends before `end`: ending at 24:00 of 15 July, it is 15 July (GOV-MEET-3). */
export const lastDateBefore = (end: Instant): CalendarDate => dateOf(addSeconds(end, -0.001));

export const addDays = (date: CalendarDate, days: number): CalendarDate =>
  toDate(Date.parse(date) + days * dayMillis);

/** Days from the first to the second, the first not counted; negative where the second is earlier. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  (Date.parse(to) - Date.parse(from)) / dayMillis;

/** The corresponding day of a later month, or that month's end if it has no such day (CONV-3). */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const [year, month, day] = parts(date);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return toDate(Date.UTC(year, month - 1 + months, Math.min(day, lastOfMonth)));
}

export const addYears = (date: CalendarDate, years: number): CalendarDate => addMonths(date, years * 12);

/** 1 is Monday, 7 is Sunday. */
export const weekday = (date: CalendarDate): number => new Date(date).getUTCDay() || 7;

export const yearOf = (date: CalendarDate): number => parts(date)[0];

const dayMillis = 86_400_000;

const toDate = (millis: number) => new Date(millis).toISOString().slice(0, 10) as CalendarDate;

const parts = (date: CalendarDate) => date.split('-').map(Number) as [number, number, number];
