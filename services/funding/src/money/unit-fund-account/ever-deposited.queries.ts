import type { EntityManager } from 'typeorm';

/**
 * Of these communities those in whose homes' accounts there was money when they were opened, as corrected since: nothing
 * comes in otherwise. A balance that was entered by mistake and corrected to nothing was never there (MF-7).
 */
export async function findEverDeposited(
  read: EntityManager,
  communityIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (communityIds.length === 0) return new Set();
  const rows: { communityId: string }[] = await read.query(
    `SELECT account.communityId AS communityId
       FROM ledger_account AS account
       JOIN posting ON posting.accountId = account.id
       JOIN journal_entry AS entry ON entry.id = posting.entryId
      WHERE account.communityId IN (${communityIds.map(() => '?').join(', ')}) AND account.kind = 'BANK_DEPOSIT'
        AND entry.kind IN ('OPENING_BALANCES', 'OPENING_CORRECTED')
      GROUP BY account.communityId HAVING SUM(posting.amountFen) > 0`,
    [...communityIds],
  );
  return new Set(rows.map(({ communityId }) => communityId));
}
