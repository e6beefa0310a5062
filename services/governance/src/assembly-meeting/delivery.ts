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

/** As it stands in the log: 1, 2, 3 … for each time that something of the meeting was recorded. */
export interface RecordedDelivery extends Delivery {
  readonly entry: number;
}

const most = 1000;

interface Recording {
  /** Every owner of the meeting's electorates. */
  readonly owners: ReadonlySet<string>;
  readonly recorded: readonly RecordedDelivery[];
  readonly now: Instant;
}

/**
 * Adds what is new to the log. What is said of an owner takes the place of what was said before, which stays: who was
 * recorded by mistake is recorded again. Said as before, it is left out.
 */
export function recordDeliveries(
  { noticedAt, withdrawnAt }: Pick<AssemblyMeeting, 'noticedAt' | 'withdrawnAt'>,
  deliveries: readonly Delivery[],
  { owners, recorded, now }: Recording,
): Decision<
  readonly RecordedDelivery[],
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
  const last = new Map<string, number>();
  for (const { ownerId, entry } of recorded) last.set(ownerId, Math.max(entry, last.get(ownerId) ?? 0));
  const standing = recorded.filter(({ ownerId, entry }) => entry === last.get(ownerId));
  const said = [...new Map(deliveries.map((delivery) => [textOf(delivery), delivery])).values()];
  const saidBefore = saidOfEach(standing);
  const saidNow = saidOfEach(said);
  const entry = Math.max(0, ...last.values()) + 1;
  return accept(
    said
      .filter(({ ownerId }) => saidNow.get(ownerId) !== saidBefore.get(ownerId))
      .map((delivery) => ({ ...delivery, entry })),
  );
}

/** All that is said of an owner, to be compared. */
function saidOfEach(deliveries: readonly Delivery[]): ReadonlyMap<string, string> {
  const of = new Map<string, string[]>();
  for (const delivery of deliveries)
    of.set(delivery.ownerId, [...(of.get(delivery.ownerId) ?? []), textOf(delivery)]);
  return new Map([...of].map(([ownerId, texts]) => [ownerId, texts.sort().join('\n')]));
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
