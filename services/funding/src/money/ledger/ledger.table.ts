import {
  dateColumn,
  idColumn,
  instantColumn,
  integerColumn,
  toSafeInteger,
  wordColumn,
} from '@anju/runtime/columns';
import { Conflict, forUpdate } from '@anju/runtime/transaction';
import { type Id, newId } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import { groupBy } from '../../group-by';
import { insertMany } from '@anju/runtime/insert-many';
import {
  type AccountKind,
  type BookedEntry,
  bookOn,
  type LedgerAccount,
  type NewEntry,
  type NewPosting,
} from './journal-entry';

export const LedgerAccountTable = new EntitySchema<LedgerAccount>({
  name: 'ledger_account',
  columns: {
    id: { ...idColumn, primary: true },
    version: integerColumn,
    communityId: idColumn,
    kind: wordColumn,
    holder: idColumn,
    balanceFen: integerColumn,
    heldFen: integerColumn,
  },
  indices: [
    { name: 'ledger_account_holder', columns: ['communityId', 'kind', 'holder'], unique: true },
    { name: 'ledger_account_of', columns: ['holder'] },
  ],
});

interface JournalEntry extends Omit<BookedEntry, 'postings'> {
  readonly bookedAt: Instant;
}

/** Append-only: a mistake is put right by another entry. */
export const JournalEntryTable = new EntitySchema<JournalEntry>({
  name: 'journal_entry',
  columns: {
    id: { ...idColumn, primary: true },
    kind: wordColumn,
    communityId: idColumn,
    jobId: { ...idColumn, nullable: true },
    paperNumber: { type: 'varchar', length: 100, nullable: true },
    bookedOn: dateColumn,
    bookedAt: instantColumn,
    reversesId: { ...idColumn, nullable: true },
  },
  indices: [
    { name: 'journal_entry_community', columns: ['communityId', 'id'] },
    { name: 'journal_entry_job', columns: ['jobId'] },
    { name: 'journal_entry_reverses', columns: ['reversesId'], unique: true },
  ],
});

interface Posting {
  readonly entryId: JournalEntry['id'];
  /** 1, 2, 3 … in its entry. */
  readonly number: number;
  readonly accountId: LedgerAccount['id'];
  readonly amountFen: number;
}

/** Append-only. */
export const PostingTable = new EntitySchema<Posting>({
  name: 'posting',
  columns: {
    entryId: { ...idColumn, primary: true },
    number: { ...integerColumn, primary: true },
    accountId: idColumn,
    amountFen: integerColumn,
  },
  indices: [{ name: 'posting_account', columns: ['accountId'] }],
});

/** What homes have and owe. */
export const findAccountsHeldBy = (
  read: EntityManager,
  holders: readonly string[],
): Promise<LedgerAccount[]> => read.findBy(LedgerAccountTable, { holder: In([...holders]) });

/** What was booked for a job, in that order. */
export async function findEntriesOf(read: EntityManager, jobId: Id<'mjb'>): Promise<readonly BookedEntry[]> {
  const entries = await read.find(JournalEntryTable, { where: { jobId }, order: { id: 'ASC' } });
  const rows: (Pick<Posting, 'entryId'> & NewPosting)[] = await read.query(
    `SELECT posting.entryId AS entryId, account.kind AS account, account.holder AS holder,
            posting.amountFen AS amountFen
       FROM journal_entry AS entry
       JOIN posting ON posting.entryId = entry.id
       JOIN ledger_account AS account ON account.id = posting.accountId
      WHERE entry.jobId = ?
      ORDER BY posting.entryId, posting.number`,
    [jobId],
  );
  const postingsOf = groupBy(rows, ({ entryId }) => entryId);
  return entries.map(({ bookedAt: _, ...entry }) => ({
    ...entry,
    postings: (postingsOf.get(entry.id) ?? []).map(({ account, holder, amountFen }) => ({
      ...{ account, holder },
      amountFen: toSafeInteger(amountFen),
    })),
  }));
}

type Holder = Pick<NewPosting, 'account' | 'holder'>;

/** Loads accounts in order to change them, always in one order, so that two do not wait for each other. */
export async function lockAccounts(
  tx: EntityManager,
  communityId: LedgerAccount['communityId'],
  wanted: readonly Holder[],
): Promise<readonly LedgerAccount[]> {
  const kinds = [...groupBy(wanted, ({ account }) => account)].sort(([a], [b]) => (a < b ? -1 : 1));
  const found: LedgerAccount[] = [];
  for (const [kind, of] of kinds) {
    const holder = In(of.map((each) => each.holder));
    const where = { communityId, kind: kind as AccountKind, holder };
    found.push(...(await tx.find(LedgerAccountTable, { where, order: { holder: 'ASC' }, ...forUpdate(tx) })));
  }
  return found;
}

/** Books an entry: postings, and the balances that are their sums. `before` changes a locked account first. */
export async function bookEntry(
  tx: EntityManager,
  { postings, ...entry }: NewEntry,
  bookedAt: Instant,
  before: (account: LedgerAccount) => LedgerAccount = (account) => account,
): Promise<void> {
  const accounts = new Map(
    (await lockAccounts(tx, entry.communityId, postings)).map((each) => [nameOf(each), each]),
  );
  const missing = [...groupBy(postings, nameOfHolder)].filter(([name]) => !accounts.has(name));
  const opened = missing.map(([, [posting]]) => openAccount(entry.communityId, posting!));
  await insertAccounts(tx, opened);
  for (const account of opened) accounts.set(nameOf(account), account);

  const id = newId('jre');
  const rows: Posting[] = [];
  const changed = new Map<string, LedgerAccount>();
  for (const [i, posting] of postings.entries()) {
    const name = nameOfHolder(posting);
    const account = changed.get(name) ?? before(accounts.get(name)!);
    changed.set(name, bookOn(account, posting.amountFen));
    rows.push({ entryId: id, number: i + 1, accountId: account.id, amountFen: posting.amountFen });
  }
  await tx.insert(JournalEntryTable, { ...entry, id, bookedAt });
  await insertMany(tx, PostingTable, rows);
  await updateAccounts(tx, [...changed.values()]);
}

const nameOf = ({ kind, holder }: LedgerAccount) => `${kind} ${holder}`;
const nameOfHolder = ({ account, holder }: Holder) => `${account} ${holder}`;

const openAccount = (
  communityId: LedgerAccount['communityId'],
  { account: kind, holder }: Holder,
): LedgerAccount => ({ id: newId('lac'), version: 1, communityId, kind, holder, balanceFen: 0, heldFen: 0 });

async function insertAccounts(tx: EntityManager, accounts: readonly LedgerAccount[]): Promise<void> {
  try {
    await insertMany(tx, LedgerAccountTable, accounts);
  } catch (error) {
    // Two that open the same account at once: the other was first, so all is done again on what is there.
    for (const { communityId, kind, holder } of accounts)
      if (await tx.existsBy(LedgerAccountTable, { communityId, kind, holder }))
        throw new Conflict(`${kind} of ${holder || communityId} was opened meanwhile`);
    throw error;
  }
}

const atOnce = 200;

/**
 * Writes accounts that were locked before, unless somebody changed one meanwhile: `compareAndSet` for a
 * whole community of homes in a few statements.
 */
export async function updateAccounts(tx: EntityManager, accounts: readonly LedgerAccount[]): Promise<void> {
  for (let from = 0; from < accounts.length; from += atOnce) {
    const rows = accounts.slice(from, from + atOnce);
    const values: Record<string, unknown> = {};
    rows.forEach(({ id, version, balanceFen, heldFen }, i) =>
      Object.assign(values, {
        [`id${i}`]: id,
        [`v${i}`]: version,
        [`b${i}`]: balanceFen,
        [`h${i}`]: heldFen,
      }),
    );
    const byId = (name: string) =>
      `CASE id ${rows.map((_, i) => `WHEN :id${i} THEN :${name}${i}`).join(' ')} END`;
    const { affected } = await tx
      .createQueryBuilder()
      .update(LedgerAccountTable)
      .set({ balanceFen: () => byId('b'), heldFen: () => byId('h'), version: () => 'version + 1' })
      .where(rows.map((_, i) => `(id = :id${i} AND version = :v${i})`).join(' OR '), values)
      .execute();
    if (affected !== rows.length) throw new Conflict(`${rows.length} ledger accounts have changed meanwhile`);
  }
}
