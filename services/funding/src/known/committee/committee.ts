import type { Id } from '@anju/values/id';
import type { CalendarDate } from '@anju/values/time';

/** An owners' committee, which acts for its owners during its term (GOV-COM-1). */
export interface KnownCommittee {
  readonly id: Id<'oc'>;
  readonly communityId: Id<'com'>;
  readonly termFrom: CalendarDate;
  readonly termUntil: CalendarDate;
}

/** Both the first and the last day of the term are in it. */
export const isInOffice = ({ termFrom, termUntil }: KnownCommittee, day: CalendarDate): boolean =>
  termFrom <= day && day <= termUntil;
