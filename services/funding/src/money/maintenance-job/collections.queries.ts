import { toSafeInteger } from '@anju/runtime/columns';
import type { Context } from '@anju/runtime/context';
import type { Fen } from '@anju/values/money';
import type { CalendarDate } from '@anju/values/time';
import { groupBy } from '../../group-by';
import type { FundShare } from './fund-share';

interface CollectedReceipt {
  readonly paperNumber: string;
  readonly paidOn: CalendarDate;
  readonly amountFen: Fen;
}

type ShareKey = Pick<FundShare, 'jobId' | 'unitId'>;

export const keyOfShare = ({ jobId, unitId }: ShareKey): string => `${jobId} ${unitId}`;

/** Loader of what homes paid of what they owe, by share (`keyOfShare`), without what was reversed. */
export async function collectionsByShare(
  { db }: Pick<Context, 'db'>,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly CollectedReceipt[]>> {
  const [jobIds, unitIds] = [0, 1].map((part) => [...new Set(keys.map((key) => key.split(' ')[part]!))]);
  const listOf = (ids: readonly string[]) => ids.map(() => '?').join(', ');
  const rows: (ShareKey & Omit<CollectedReceipt, 'amountFen'> & { amountFen: unknown })[] =
    await db.read.query(
      `SELECT entry.jobId AS jobId, account.holder AS unitId, entry.paperNumber AS paperNumber,
              entry.bookedOn AS paidOn, -posting.amountFen AS amountFen
         FROM journal_entry AS entry
         JOIN posting ON posting.entryId = entry.id
         JOIN ledger_account AS account ON account.id = posting.accountId
         LEFT JOIN journal_entry AS taken ON taken.reversesId = entry.id
        WHERE entry.jobId IN (${listOf(jobIds!)}) AND entry.kind = 'RECEIVABLE_COLLECTED' AND taken.id IS NULL
          AND account.kind = 'UNIT_RECEIVABLE' AND account.holder IN (${listOf(unitIds!)})
        ORDER BY entry.id`,
      [...jobIds!, ...unitIds!],
    );
  const byShare = groupBy(rows, keyOfShare);
  return new Map(
    [...byShare].map(([key, ofShare]) => [
      key,
      ofShare.map(({ paperNumber, paidOn, amountFen }) => ({
        ...{ paperNumber, paidOn },
        amountFen: toSafeInteger(amountFen),
      })),
    ]),
  );
}
