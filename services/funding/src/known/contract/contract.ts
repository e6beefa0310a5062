import type { Id } from '@anju/values/id';
import type { CalendarDate } from '@anju/values/time';

/** By which a company looks after a community, and so may act for its owners (MF-2). */
export interface KnownContract {
  readonly id: Id<'pct'>;
  readonly communityId: Id<'com'>;
  readonly companyId: Id<'pmc'>;
  readonly from: CalendarDate;
  readonly until: CalendarDate;
}

/** Both the first and the last day of the term are in it. */
export const runsOn = ({ from, until }: KnownContract, day: CalendarDate): boolean =>
  from <= day && day <= until;
