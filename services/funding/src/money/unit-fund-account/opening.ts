import type { Id } from '@anju/values/id';
import type { CalendarDate } from '@anju/values/time';
import { journalEntry, type NewEntry } from '../ledger/journal-entry';
import type { NewAccount } from './unit-fund-account';

/** What the bank holds, and for whom. */
export function openingEntry(
  communityId: Id<'com'>,
  accounts: readonly NewAccount[],
  bookedOn: CalendarDate,
): NewEntry {
  const total = accounts.reduce((sofar, { openingFen }) => sofar + openingFen, 0);
  return journalEntry({
    kind: 'OPENING_BALANCES',
    communityId,
    jobId: null,
    paperNumber: null,
    bookedOn,
    postings: [
      { account: 'BANK_DEPOSIT', holder: '', amountFen: total },
      ...accounts.map(({ unitId, openingFen }) => ({
        account: 'UNIT_FUND' as const,
        holder: unitId,
        amountFen: -openingFen,
      })),
    ],
  });
}
