import { dateColumn, idColumn, instantColumn, integerColumn } from '@anju/runtime/columns';
import { insertMany } from '@anju/runtime/insert-many';
import { Conflict } from '@anju/runtime/transaction';
import { type EntityManager, EntitySchema, In, MoreThan } from 'typeorm';
import { findEverDeposited } from './ever-deposited.queries';
import type { UnitFundAccount } from './unit-fund-account';

/** Append-only: what an account was opened with does not change afterwards. */
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

/**
 * Whether the community has a fund at all (MF-7): something was once paid in for a home (MF-6), or there was money in an
 * account. Accounts of nothing that never had anything, as fund offices list them too, are none.
 */
export const hasFund = async (
  read: EntityManager,
  communityId: UnitFundAccount['communityId'],
): Promise<boolean> =>
  (await read.existsBy(UnitFundAccountTable, { communityId, firstDepositFen: MoreThan(0) })) ||
  (await findEverDeposited(read, [communityId])).has(communityId);

/** Whether any account of the community's fund is invented, and so what is paid from it. */
export const isFundInvented = (
  read: EntityManager,
  communityId: UnitFundAccount['communityId'],
): Promise<boolean> => read.existsBy(UnitFundAccountTable, { communityId, synthetic: true });

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
