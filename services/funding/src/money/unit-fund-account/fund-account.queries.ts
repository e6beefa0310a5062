import { toSafeInteger } from '@anju/runtime/columns';
import type { Context } from '@anju/runtime/context';
import type { Fen } from '@anju/values/money';
import type { EntityManager } from 'typeorm';
import { exactFen } from '../../exact-sum';
import { findUnits } from '../../known/building/building.table';
import { findCommunities } from '../../known/community/community.table';
import type { AccountKind, LedgerAccount } from '../ledger/journal-entry';
import { findAccountsHeldBy } from '../ledger/ledger.table';
import { asCorrected, type FundCorrection, supersededOf } from './fund-correction';
import { findCorrectionsOfUnits } from './fund-correction.table';
import type { UnitFundAccount } from './unit-fund-account';
import { findAccountsOfUnits, findFunds, type FundOpened } from './unit-fund-account.table';
import { ownerOf, seesEveryBalance } from './whose-balance.queries';

interface FundTotals extends FundOpened {
  readonly balanceFen: Fen;
  readonly heldFen: Fen;
  /** Null where it cannot be told exactly (CONV-1). */
  readonly owedFen: Fen | null;
}

/** Loader of a fund's totals by community; one without accounts is left out. */
export async function fundsByCommunity(
  { db }: Context,
  communityIds: readonly string[],
): Promise<ReadonlyMap<string, FundTotals>> {
  const funds = await findFunds(db.read, communityIds);
  const sums = await sumAccounts(db.read, communityIds);
  return new Map(
    [...funds].map(([communityId, opened]) => {
      const of = (kind: AccountKind) =>
        sums.find((sum) => sum.communityId === communityId && sum.kind === kind) ?? nothing;
      const totals = {
        ...opened,
        balanceFen: toSafeInteger(of('BANK_DEPOSIT').balanceFen),
        heldFen: toSafeInteger(of('UNIT_FUND').heldFen),
        // No fund is beyond what may be entered, but what homes owe of many jobs may be.
        owedFen: exactFen(BigInt(of('UNIT_RECEIVABLE').balanceFen)),
      };
      return [communityId, totals];
    }),
  );
}

const nothing = { balanceFen: 0, heldFen: 0 };

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
  readonly supersededFigures: ReturnType<typeof supersededOf>;
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
  const seenUnits = seen.map(({ unitId }) => unitId);
  const ledger = await findAccountsHeldBy(read, seenUnits);
  const corrections = await findCorrectionsOfUnits(read, seenUnits);
  return new Map(seen.map((account) => [account.unitId, accountNow(account, corrections, ledger)]));
}

/** What is in an account now and what its home owes, of corrections and ledger accounts that may be others' too. */
export function accountNow(
  account: UnitFundAccount,
  corrections: readonly FundCorrection[],
  ledger: readonly LedgerAccount[],
): FundAccountNow {
  const of = (kind: AccountKind) =>
    ledger.find((each) => each.holder === account.unitId && each.kind === kind) ?? nothing;
  const fund = of('UNIT_FUND');
  return {
    ...asCorrected(account, corrections),
    supersededFigures: supersededOf(account, corrections),
    balanceFen: 0 - fund.balanceFen,
    heldFen: fund.heldFen,
    owedFen: of('UNIT_RECEIVABLE').balanceFen,
  };
}
