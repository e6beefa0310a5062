import type { Fen } from '@anju/values/money';
import type { CalendarDate } from '@anju/values/time';
import { type BookedEntry, standingOf } from '../ledger/journal-entry';
import type { FundShare } from './fund-share';

/** What homes paid of what they owe, as far as it was not reversed. */
export const collectionsOf = (entries: readonly BookedEntry[]): readonly BookedEntry[] =>
  standingOf(entries).filter(({ kind }) => kind === 'RECEIVABLE_COLLECTED');

/** Which home paid how much. */
export function paymentOf({ postings }: BookedEntry): { readonly unitId: string; readonly amountFen: Fen } {
  const { holder: unitId, amountFen } = postings.find(({ account }) => account === 'UNIT_RECEIVABLE')!;
  return { unitId, amountFen: -amountFen };
}

/** What a home had paid before a day. */
export const paidBefore = (
  day: CalendarDate,
  unitId: FundShare['unitId'],
  collections: readonly BookedEntry[],
): Fen =>
  collections
    .filter((each) => each.bookedOn < day && paymentOf(each).unitId === unitId)
    .reduce((sofar, each) => sofar + paymentOf(each).amountFen, 0);

/**
 * The receipts that have to go before so much less is collected, and none without need: of those that would do, the
 * large ones stay.
 */
export function fewestWorth(amountFen: Fen, collections: readonly BookedEntry[]): readonly BookedEntry[] {
  const worthOf = (entries: readonly BookedEntry[]) =>
    entries.reduce((sofar, each) => sofar + paymentOf(each).amountFen, 0);
  const largestFirst = [...collections].sort((a, b) => paymentOf(b).amountFen - paymentOf(a).amountFen);
  let needed = collections;
  for (const each of largestFirst) {
    const others = needed.filter((other) => other !== each);
    if (worthOf(others) >= amountFen) needed = others;
  }
  return needed;
}
