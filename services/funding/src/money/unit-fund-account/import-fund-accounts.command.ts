import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { readTable } from '@anju/runtime/csv-table';
import { once } from '@anju/runtime/idempotency';
import { type ImportOutcome, refuseImport } from '@anju/runtime/import-result';
import { transaction } from '@anju/runtime/transaction';
import { newId } from '@anju/values/id';
import { dateOf } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import { actsAs } from '../../acts-as.access';
import { findUnitsOf } from '../../known/building/building.table';
import { findCommunity } from '../../known/community/community.table';
import { bookEntry } from '../ledger/ledger.table';
import { columns, readFundAccounts } from './fund-accounts.file';
import { asCorrected } from './fund-correction';
import { findCorrectionsOf } from './fund-correction.table';
import { openingEntry } from './opening';
import type { UnitFundAccount } from './unit-fund-account';
import { findAccountsOf, insertFundAccounts } from './unit-fund-account.table';

interface Import {
  readonly communityId: UnitFundAccount['communityId'];
  readonly contentBase64: string;
  readonly dryRun: boolean;
}

/**
 * Opens the accounts of a community's homes, with opening balances that are postings. All of a file or nothing. A
 * dry run does nothing that could be repeated, so it keeps no key: the import after it may come with the same.
 */
export async function importFundAccounts(
  { db, clock, personalData, ...caller }: Context,
  { communityId, contentBase64, dryRun }: Import,
  key: string,
): Promise<ImportOutcome> {
  // Whoever may not import is told so before the file is read, which takes its time.
  const community = await findCommunity(db.read, communityId);
  if (!community) return refuseImport('TARGET_NOT_FOUND', { retryable: true });
  if (!actsAs(caller, ['COUNTY_BUREAU', 'FINANCE'], { division: community.divisionCode }))
    return refuseImport('NOT_IN_SCOPE');
  if (community.struckAt !== null) return refuseImport('COMMUNITY_STRUCK');
  const table = readTable(contentBase64, columns);
  if (!table.readable) return refuseImport(table.code, { problems: table.problems });
  const request = { caller, key, operation: 'importFundAccounts', input: { communityId, contentBase64 } };

  const work = async (tx: EntityManager): Promise<ImportOutcome> => {
    const units = await findUnitsOf(tx, communityId);
    if (units.length === 0) return refuseImport('HOMES_NOT_KNOWN', { retryable: true });

    const now = clock();
    const corrections = await findCorrectionsOf(tx, communityId);
    const accounts = (await findAccountsOf(tx, communityId)).map((each) => asCorrected(each, corrections));
    const { created, unchanged, problems, unknownHomes } = readFundAccounts(table, {
      communityName: community.name,
      units,
      accounts,
      today: dateOf(now),
    });
    if (problems.length > 0) return refuseImport('BAD_ROWS', { problems, retryable: unknownHomes });

    if (!dryRun && created.length > 0) {
      await bookEntry(tx, openingEntry(communityId, created, dateOf(now)), now);
      const opened = created.map((account) => ({
        ...account,
        id: newId('ufa'),
        communityId,
        openedAt: now,
      }));
      await insertFundAccounts(tx, opened);
      const detail = { accounts: created.length };
      await appendAudit(tx, caller, { action: 'importFundAccounts', subject: communityId, detail }, now);
    }
    const counts = { created: created.length, changed: 0, unchanged };
    return { accepted: true, report: { dryRun, rows: table.rows.length, ...counts, notes: [] } };
  };
  const outcome = await (dryRun ? transaction(db, work) : once({ db, personalData }, request, work));
  return 'refusal' in outcome
    ? refuseImport(outcome.refusal.code, { detail: outcome.refusal.detail })
    : outcome;
}
