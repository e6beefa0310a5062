import { toSafeInteger } from '@anju/runtime/columns';
import type { Fen } from '@anju/values/money';
import type { EntityManager } from 'typeorm';

/** By how much opening balances of these communities' homes were corrected since, by home. */
export async function findCorrections(
  read: EntityManager,
  communityIds: readonly string[],
): Promise<ReadonlyMap<string, Fen>> {
  if (communityIds.length === 0) return new Map();
  const sums: { unitId: string; changeFen: unknown }[] = await read.query(
    `SELECT account.holder AS unitId, CAST(-SUM(posting.amountFen) AS CHAR) AS changeFen
       FROM journal_entry AS entry
       JOIN posting ON posting.entryId = entry.id
       JOIN ledger_account AS account ON account.id = posting.accountId
      WHERE entry.communityId IN (${communityIds.map(() => '?').join(', ')})
        AND entry.kind = 'OPENING_CORRECTED' AND account.kind = 'UNIT_FUND'
      GROUP BY account.holder`,
    [...communityIds],
  );
  return new Map(sums.map(({ unitId, changeFen }) => [unitId, toSafeInteger(changeFen)]));
}
