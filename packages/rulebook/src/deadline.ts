import { type Fraction, staysWithin } from '@anju/values/fraction';
import {
  addDays,
  addMonths,
  addYears,
  type CalendarDate,
  dateOf,
  daysBetween,
  type Instant,
  lastDateBefore,
} from '@anju/values/time';
import { addWorkingDays, type DueDate, type HolidayCalendar, onWorkingDay } from './working-days';

/** A length of time that the law or a contract sets. */
export interface Period {
  readonly length: number;
  readonly unit: 'DAY' | 'WORKING_DAY' | 'MONTH' | 'YEAR';
  /**
   * ACT: somebody must or may act within it, so it does not end on a rest day. STATE: something lasts that
   * long, as a ban, a warranty, a term of office or the validity of a paper, so it ends when it ends.
   */
  readonly kind: 'ACT' | 'STATE';
}

/**
 * The last day of a period from the day of an event, which is not counted itself. Months and years end on the
 * corresponding day, or at the end of a month without one; a period to act in that ends on a rest day ends on
 * the next working day (CONV-3). Where the calendar lacks a year that matters, the answer names that year.
 */
export function dueDate(event: CalendarDate, period: Period, calendar: HolidayCalendar): DueDate {
  if (period.unit === 'WORKING_DAY') return addWorkingDays(event, period.length, calendar);
  const last = lastDay(event, period.length, period.unit);
  return period.kind === 'ACT' ? onWorkingDay(last, calendar) : { known: true, date: last };
}

function lastDay(event: CalendarDate, length: number, unit: 'DAY' | 'MONTH' | 'YEAR'): CalendarDate {
  if (unit === 'DAY') return addDays(event, length);
  return unit === 'MONTH' ? addMonths(event, length) : addYears(event, length);
}

/** The last day of a ban, a warranty or a term, which no rest day moves; it needs no calendar (CONV-3). */
export const lastDayOf = (
  event: CalendarDate,
  { length, unit }: { length: number; unit: 'DAY' | 'MONTH' | 'YEAR' },
): CalendarDate => lastDay(event, length, unit);

/** "15 days before": at least so many days lie between the two, and rest days move nothing (CONV-3, GOV-MEET-2). */
export const noticeKept = (notice: CalendarDate, meeting: CalendarDate, days: number): boolean =>
  daysBetween(notice, meeting) >= days;

/** The last day on which notice of a meeting may be given. */
export const lastNoticeDate = (meeting: CalendarDate, days: number): CalendarDate => addDays(meeting, -days);

export type DeadlineState = 'GREEN' | 'AMBER' | 'RED';

/**
 * How a duty stands that has not been met (OVR-3): RED from `dueAt` on, AMBER while at most `amberShare` of its
 * time is left. Where `dueAt` is a midnight in China, the end of a day, time is counted in whole days: of 60
 * days, 12 are left throughout day 48, and day 61 is too late. Any other deadline runs by the millisecond.
 */
export function deadlineState(
  startedAt: Instant,
  dueAt: Instant,
  now: Instant,
  amberShare: Fraction,
): DeadlineState {
  if (now >= dueAt) return 'RED';
  const [left, total] = dueAt.endsWith('T16:00:00.000Z')
    ? [daysLeft(now, dueAt), daysLeft(startedAt, dueAt)]
    : [millisLeft(now, dueAt), millisLeft(startedAt, dueAt)];
  return total <= 0 || staysWithin(left, total, amberShare) ? 'AMBER' : 'GREEN';
}

const daysLeft = (from: Instant, dueAt: Instant) => daysBetween(dateOf(from), lastDateBefore(dueAt));

const millisLeft = (from: Instant, dueAt: Instant) => Date.parse(dueAt) - Date.parse(from);
