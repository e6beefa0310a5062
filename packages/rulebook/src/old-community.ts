import type { CalendarDate } from '@anju/values/time';
import type { ScopeRules } from './thresholds';

/** Whether a community is old enough for the programme (REG-9). */
export type OldCommunityScope = 'IN' | 'OUT' | 'RESERVE' | 'UNKNOWN';

/**
 * By the day of its acceptance or, where only that is known, by the year; null where neither is. A year that
 * the last day in scope would divide is UNKNOWN. RESERVE only where the profile keeps a reserve.
 */
export function oldCommunityScope(
  completion: CalendarDate | number | null,
  { completedBy, reserveCompletedBy, reserve }: ScopeRules,
): OldCommunityScope {
  if (completion === null) return 'UNKNOWN';
  const inTime = by(completion, completedBy);
  if (inTime !== false) return inTime ? 'IN' : 'UNKNOWN';
  if (!reserve) return 'OUT';
  const inReserve = by(completion, reserveCompletedBy);
  return inReserve === null ? 'UNKNOWN' : inReserve ? 'RESERVE' : 'OUT';
}

/** Null where only the year is known and the last day lies within it. */
function by(completion: CalendarDate | number, lastDay: CalendarDate): boolean | null {
  if (typeof completion === 'string') return completion <= lastDay;
  if (`${completion}-12-31` <= lastDay) return true;
  return `${completion}-01-01` > lastDay ? false : null;
}
