import { dateColumn, idColumn, instantColumn, integerColumn, toSafeInteger } from '@anju/runtime/columns';
import { insertMany } from '@anju/runtime/insert-many';
import { Conflict } from '@anju/runtime/transaction';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { UnitFundAccount } from './unit-fund-account';

/** Append-only: what an account was opened with stays, also where it was wrong and corrected. */
export const UnitFundAccountTable = new EntitySchema<UnitFundAccount>({
  name: 'unit_fund_account',
  columns: {
    id: { ...idColumn, primary: true },
    unitId: idColumn,
    communityId: idColumn,
    firstDepositFen: integerColumn,
    openingFen: integerColumn,
    asOf: dateColumn,
    synthetic: { type: 'boolean' },
    openedAt: instantColumn,
  },
  indices: [
    { name: 'unit_fund_account_unit', columns: ['unitId'], unique: true },
    { name: 'unit_fund_account_community', columns: ['communityId'] },
  ],
});

export const findAccountsOf = (
  read: EntityManager,
  communityId: UnitFundAccount['communityId'],
): Promise<UnitFundAccount[]> => read.findBy(UnitFundAccountTable, { communityId });

export const findAccountsOfUnits = (
  read: EntityManager,
  unitIds: readonly string[],
): Promise<UnitFundAccount[]> => read.findBy(UnitFundAccountTable, { unitId: In([...unitIds]) });

export interface FundOpened {
  readonly accounts: number;
  /**
   * Whether there is a fund at all (MF-7): something was once paid in for a home (MF-6), or there was money in an
   * account. Accounts of nothing that never had anything, as fund offices list them too, are none; nor is what was
   * entered by mistake and corrected.
   */
  readonly raised: boolean;
  /** Any of its accounts is invented, and so is what is paid from it. */
  readonly synthetic: boolean;
}

/** What was opened in these communities, as corrected since; one without accounts is left out. */
export async function findFunds(
  read: EntityManager,
  communityIds: readonly string[],
): Promise<ReadonlyMap<string, FundOpened>> {
  if (communityIds.length === 0) return new Map();
  const rows: ({ communityId: string } & Record<'accounts' | 'largest' | 'invented', unknown>)[] =
    await read.query(
      `SELECT account.communityId AS communityId, COUNT(*) AS accounts,
              MAX(CASE WHEN last.unitId IS NULL THEN account.firstDepositFen + account.openingFen
                       ELSE last.firstDepositFen + last.openingFen END) AS largest,
              SUM(COALESCE(last.synthetic, account.synthetic)) AS invented
         FROM unit_fund_account AS account
         LEFT JOIN fund_correction AS last ON last.unitId = account.unitId AND last.number =
                   (SELECT MAX(number) FROM fund_correction AS made WHERE made.unitId = account.unitId)
        WHERE account.communityId IN (${communityIds.map(() => '?').join(', ')})
        GROUP BY account.communityId`,
      [...communityIds],
    );
  return new Map(
    rows.map(({ communityId, accounts, largest, invented }) => [
      communityId,
      {
        accounts: toSafeInteger(accounts),
        raised: toSafeInteger(largest) > 0,
        synthetic: toSafeInteger(invented) > 0,
      },
    ]),
  );
}

/** Opens accounts; where another file opened one of them meanwhile, all is done again on what is there. */
export async function insertFundAccounts(
  tx: EntityManager,
  accounts: readonly UnitFundAccount[],
): Promise<void> {
  try {
    await insertMany(tx, UnitFundAccountTable, accounts);
  } catch (error) {
    const unitIds = accounts.map(({ unitId }) => unitId);
    const [opened] = await findAccountsOfUnits(tx, unitIds);
    if (opened) throw new Conflict(`The account of ${opened.unitId} was opened meanwhile`);
    throw error;
  }
}
