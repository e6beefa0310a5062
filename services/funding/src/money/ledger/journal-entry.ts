import type { Id } from '@anju/values/id';
import type { Fen } from '@anju/values/money';
import type { CalendarDate } from '@anju/values/time';

/**
 * The chart of accounts of one community's fund. A debit is positive and a credit negative, so what a home
 * owns is a credit: its fund of 400 yuan stands at -40 000 fen.
 */
export type AccountKind =
  /** What the deposit bank holds for the community; equal to all homes' funds together. */
  | 'BANK_DEPOSIT'
  /** One home's share of it (分户账). Never a debit: no account is overdrawn (MF-7). */
  | 'UNIT_FUND'
  /** What a home whose account was too small still owes (MF-7). */
  | 'UNIT_RECEIVABLE'
  /** What a job cost and no home has borne yet: as much as is retained. */
  | 'WORKS_COST'
  /** What a job's contractor has earned and not been paid. */
  | 'CONTRACTOR_PAYABLE'
  /** What is kept of it until the warranty ends (FUND-10). */
  | 'RETENTION_PAYABLE';

export type JournalEntryId = Id<'jre'>;

type EntryKind =
  | 'OPENING_BALANCES'
  | 'OPENING_CORRECTED'
  | 'MAINTENANCE_PAYMENT'
  | 'RECEIVABLE_COLLECTED'
  | 'RETENTION_RELEASED'
  | 'RECEIPT_REVERSED';

/** One line of an entry. */
export interface NewPosting {
  readonly account: AccountKind;
  /** The home or the job the account is kept for; empty for the community's own. */
  readonly holder: Id<'unt'> | Id<'mjb'> | '';
  /** Debit positive, credit negative. */
  readonly amountFen: Fen;
}

/** Something that happened to a community's fund, by a paper, on a day. */
export interface NewEntry {
  readonly kind: EntryKind;
  readonly communityId: Id<'com'>;
  readonly jobId: Id<'mjb'> | null;
  readonly paperNumber: string | null;
  readonly bookedOn: CalendarDate;
  /** The entry that this one takes back; null for all others. */
  readonly reversesId: JournalEntryId | null;
  readonly postings: readonly NewPosting[];
}

/** An entry as it was booked. */
export interface BookedEntry extends NewEntry {
  readonly id: JournalEntryId;
}

/** An entry whose postings add up to zero; lines of nothing are left out. Throws a RangeError where they do not. */
export function journalEntry(entry: Omit<NewEntry, 'reversesId'>): NewEntry {
  const sum = entry.postings.reduce((sofar, { amountFen }) => sofar + BigInt(amountFen), 0n);
  if (sum !== 0n) throw new RangeError(`The postings of ${entry.kind} are ${sum} fen apart`);
  const postings = entry.postings.filter(({ amountFen }) => amountFen !== 0);
  return { ...entry, reversesId: null, postings };
}

/** What was booked by mistake is taken back to the fen, by a paper, on the day that shows it. */
export const reversalOf = (
  { id, communityId, jobId, postings }: BookedEntry,
  { paperNumber, bookedOn }: Pick<NewEntry, 'paperNumber' | 'bookedOn'>,
): NewEntry => ({
  kind: 'RECEIPT_REVERSED',
  communityId,
  jobId,
  paperNumber,
  bookedOn,
  reversesId: id,
  postings: postings.map((posting) => ({ ...posting, amountFen: -posting.amountFen })),
});

/** Those that count: what was reversed does not, nor does what reversed it. */
export function standingOf(entries: readonly BookedEntry[]): readonly BookedEntry[] {
  const reversed = new Set(entries.map(({ reversesId }) => reversesId));
  return entries.filter(({ id, reversesId }) => reversesId === null && !reversed.has(id));
}

/** An account with its running balance, which is the sum of its postings. */
export interface LedgerAccount {
  readonly id: Id<'lac'>;
  readonly version: number;
  readonly communityId: Id<'com'>;
  readonly kind: AccountKind;
  readonly holder: NewPosting['holder'];
  readonly balanceFen: Fen;
  /** Of a home's fund: promised to payments that the bank was told to make, or kept until a warranty ends (FUND-10). */
  readonly heldFen: Fen;
}

/** What a home may still be charged: its fund without what is promised already (MF-7). */
export const availableOf = ({ balanceFen, heldFen }: LedgerAccount): Fen => -balanceFen - heldFen;

/** The account after a posting. Throws a RangeError rather than overdraw a home's fund (MF-7). */
export function bookOn(account: LedgerAccount, amountFen: Fen): LedgerAccount {
  const balanceFen = account.balanceFen + amountFen;
  if (account.kind === 'UNIT_FUND' && balanceFen > 0)
    throw new RangeError(`${account.id} would be overdrawn by ${balanceFen} fen`);
  if (!Number.isSafeInteger(balanceFen)) throw new RangeError(`${account.id} would not be exact`);
  return { ...account, balanceFen };
}

/** Promises part of a home's fund, or takes a promise back. Throws a RangeError beyond what is there (MF-7). */
export function hold(account: LedgerAccount, amountFen: Fen): LedgerAccount {
  const held = { ...account, heldFen: account.heldFen + amountFen };
  if (held.heldFen < 0 || availableOf(held) < 0)
    throw new RangeError(`${account.id} cannot hold ${held.heldFen} fen`);
  return held;
}
