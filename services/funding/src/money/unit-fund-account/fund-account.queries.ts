import { toSafeInteger } from '@anju/runtime/columns';
import type { Context } from '@anju/runtime/context';
import type { Fen } from '@anju/values/money';
import type { EntityManager } from 'typeorm';
import { exactFen } from '../../exact-sum';
import { findUnits } from '../../known/building/building.table';
import { findCommunities } from '../../known/community/community.table';
import type { AccountKind, LedgerAccount } from '../ledger/journal-entry';
import { findAccountsHeldBy } from '../ledger/ledger.table';
import { findEverDeposited } from './ever-deposited.queries';
import { findCorrections } from './fund-correction.queries';
import type { UnitFundAccount } from './unit-fund-account';
import { findAccountsOfUnits } from './unit-fund-account.table';
import { ownerOf, seesEveryBalance } from './whose-balance.queries';

interface FundTotals {
  /** As `hasFund` says of one community. */
  readonly raised: boolean;
  readonly accounts: number;
  readonly balanceFen: Fen;
  readonly heldFen: Fen;
  /** Null where it cannot be told exactly (CONV-1). */
  readonly owedFen: Fen | null;
  /** Of any account of it. */
  readonly synthetic: boolean;
}

/** Loader of a fund's totals by community; one without accounts is left out. */
export async function fundsByCommunity(
  { db }: Context,
  communityIds: readonly string[],
): Promise<ReadonlyMap<string, FundTotals>> {
  const counts = await countAccounts(db.read, communityIds);
  const sums = await sumAccounts(db.read, communityIds);
  const deposited = await findEverDeposited(db.read, communityIds);
  return new Map(
    counts.map(({ communityId, accounts, largestFirst, invented }) => {
      const of = (kind: AccountKind) =>
        sums.find((sum) => sum.communityId === communityId && sum.kind === kind) ?? nothing;
      const totals = {
        raised: toSafeInteger(largestFirst) > 0 || deposited.has(communityId),
        accounts: toSafeInteger(accounts),
        balanceFen: toSafeInteger(of('BANK_DEPOSIT').balanceFen),
        heldFen: toSafeInteger(of('UNIT_FUND').heldFen),
        // No fund is beyond what may be entered, but what homes owe of many jobs may be.
        owedFen: exactFen(BigInt(of('UNIT_RECEIVABLE').balanceFen)),
        synthetic: toSafeInteger(invented) > 0,
      };
      return [communityId, totals];
    }),
  );
}

const nothing = { balanceFen: 0, heldFen: 0 };

const countAccounts = (
  read: EntityManager,
  communityIds: readonly string[],
): Promise<{ communityId: string; accounts: unknown; largestFirst: unknown; invented: unknown }[]> =>
  read.query(
    `SELECT communityId, COUNT(*) AS accounts, MAX(firstDepositFen) AS largestFirst, SUM(synthetic) AS invented
       FROM unit_fund_account
      WHERE communityId IN (${communityIds.map(() => '?').join(', ')}) GROUP BY communityId`,
    [...communityIds],
  );

const sumAccounts = (
  read: EntityManager,
  communityIds: readonly string[],
): Promise<{ communityId: string; kind: AccountKind; balanceFen: string; heldFen: string }[]> =>
  read.query(
    `SELECT communityId, kind, CAST(SUM(balanceFen) AS CHAR) AS balanceFen, CAST(SUM(heldFen) AS CHAR) AS heldFen
       FROM ledger_account
      WHERE communityId IN (${communityIds.map(() => '?').join(', ')}) GROUP BY communityId, kind`,
    [...communityIds],
  );

interface FundAccountNow extends UnitFundAccount {
  readonly balanceFen: Fen;
  readonly heldFen: Fen;
  readonly owedFen: Fen;
}

/** Loader of accounts by home, those only that the caller may see (MF-8). */
export async function accountsByUnit(
  context: Context,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, FundAccountNow>> {
  const { read } = context.db;
  const units = new Map((await findUnits(read, unitIds)).map((unit) => [unit.id, unit]));
  const accounts = await findAccountsOfUnits(read, unitIds);
  const communities = await findCommunities(read, [...new Set(accounts.map((each) => each.communityId))]);
  const owner = ownerOf(context);
  const sees = ({ unitId, communityId }: UnitFundAccount) => {
    const division = communities.find(({ id }) => id === communityId)?.divisionCode;
    const owners: readonly string[] = units.get(unitId)?.ownerIds ?? [];
    return (division && seesEveryBalance(context, division)) || (owner !== null && owners.includes(owner));
  };
  const seen = accounts.filter(sees);
  const ledger = await findAccountsHeldBy(
    read,
    seen.map(({ unitId }) => unitId),
  );
  const seenIn = [...new Set(seen.map(({ communityId }) => communityId))];
  const corrections = await findCorrections(read, seenIn);
  return new Map(
    seen.map((account) => [
      account.unitId,
      accountNow(account, ledger, corrections.get(account.unitId) ?? 0),
    ]),
  );
}

/** What is in an account now and what its home owes, of ledger accounts that may be others' too. */
export function accountNow(
  account: UnitFundAccount,
  ledger: readonly LedgerAccount[],
  correctedBy: Fen,
): FundAccountNow {
  const of = (kind: AccountKind) =>
    ledger.find((each) => each.holder === account.unitId && each.kind === kind) ?? nothing;
  const fund = of('UNIT_FUND');
  return {
    ...account,
    openingFen: account.openingFen + correctedBy,
    balanceFen: 0 - fund.balanceFen,
    heldFen: fund.heldFen,
    owedFen: of('UNIT_RECEIVABLE').balanceFen,
  };
}
