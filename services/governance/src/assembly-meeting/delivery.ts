import { noticeKept } from '@anju/rulebook/deadline';
import { accept, type Decision, refuse } from '@anju/values/decision';
import type { Id } from '@anju/values/id';
import { type CalendarDate, dateOf, type Instant } from '@anju/values/time';
import type { AssemblyMeeting } from './assembly-meeting';

/** An owner who was reached twice is one reached, by the surest way; posted is what cannot be delivered (GOV-MEET-3). */
export const surestFirst = ['HAND', 'POST', 'ONLINE', 'POSTED'] as const;

/** The paper reached an owner, which is no vote of the owner's (GOV-MEET-3). */
export interface Delivery {
  readonly ownerId: Id<'own'>;
  readonly way: (typeof surestFirst)[number];
  readonly deliveredOn: CalendarDate;
}

const most = 1000;

interface Recording {
  /** Every owner of the meeting's electorates. */
  readonly owners: ReadonlySet<string>;
  readonly recorded: readonly Delivery[];
  readonly now: Instant;
}

/** Adds what is new to the log; what stands in it already is left out. */
export function recordDeliveries(
  { noticedAt, withdrawnAt }: Pick<AssemblyMeeting, 'noticedAt' | 'withdrawnAt'>,
  deliveries: readonly Delivery[],
  { owners, recorded, now }: Recording,
): Decision<
  readonly Delivery[],
  never,
  'MEETING_WITHDRAWN' | 'DELIVERIES_NOT_COUNTED' | 'NOT_AN_ELECTOR' | 'DELIVERY_DATE_INVALID'
> {
  if (withdrawnAt !== null) return refuse('MEETING_WITHDRAWN');
  if (deliveries.length < 1 || deliveries.length > most)
    return refuse('DELIVERIES_NOT_COUNTED', null, { detail: { most } });
  for (const { ownerId, deliveredOn } of deliveries) {
    if (!owners.has(ownerId)) return refuse('NOT_AN_ELECTOR', 'REG-7', { detail: { ownerId } });
    if (deliveredOn < dateOf(noticedAt) || deliveredOn > dateOf(now))
      return refuse('DELIVERY_DATE_INVALID', 'GOV-MEET-3', { detail: { ownerId, deliveredOn } });
  }
  const known = new Set(recorded.map(textOf));
  const fresh = new Map(deliveries.map((delivery) => [textOf(delivery), delivery]));
  return accept([...fresh].filter(([text]) => !known.has(text)).map(([, delivery]) => delivery));
}

const textOf = ({ ownerId, way, deliveredOn }: Delivery) => `${ownerId} ${way} ${deliveredOn}`;

/** Some heads of an electorate, and the day on which the paper first reached an owner of each; null is not yet. */
export interface Reached {
  readonly firstOn: CalendarDate | null;
  readonly heads: number;
}

/** How many heads of an electorate the paper did not reach, and how many too late for the notice (GOV-MEET-2, GOV-MEET-3). */
export function missedBy(
  { opensAt }: Pick<AssemblyMeeting, 'opensAt'>,
  reached: readonly Reached[],
  noticeDays: number,
) {
  const isLate = ({ firstOn }: Reached) =>
    firstOn !== null && !noticeKept(firstOn, dateOf(opensAt), noticeDays);
  const sum = (some: readonly Reached[]) => some.reduce((total, { heads }) => total + heads, 0);
  return {
    notDelivered: sum(reached.filter(({ firstOn }) => firstOn === null)),
    deliveredLate: sum(reached.filter(isLate)),
  };
}
