import { dateColumn, idColumn, instantColumn, integerColumn } from '@anju/runtime/columns';
import { Conflict } from '@anju/runtime/transaction';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { FundCorrection } from './fund-correction';
import type { UnitFundAccount } from './unit-fund-account';

/** Append-only, as is what it corrects. */
export const FundCorrectionTable = new EntitySchema<FundCorrection>({
  name: 'fund_correction',
  columns: {
    unitId: { ...idColumn, primary: true },
    number: { ...integerColumn, primary: true },
    communityId: idColumn,
    firstDepositFen: integerColumn,
    openingFen: integerColumn,
    asOf: dateColumn,
    synthetic: { type: 'boolean' },
    paperNumber: { type: 'varchar', length: 100 },
    paperSha256: idColumn,
    correctedAt: instantColumn,
  },
  indices: [{ name: 'fund_correction_community', columns: ['communityId'] }],
});

const inOrder = { order: { unitId: 'ASC', number: 'ASC' } } as const;

export const findCorrectionsOf = (
  read: EntityManager,
  communityId: UnitFundAccount['communityId'],
): Promise<FundCorrection[]> => read.find(FundCorrectionTable, { where: { communityId }, ...inOrder });

export const findCorrectionsOfUnits = (
  read: EntityManager,
  unitIds: readonly string[],
): Promise<FundCorrection[]> =>
  read.find(FundCorrectionTable, { where: { unitId: In([...unitIds]) }, ...inOrder });

/** Of two of one home at once the second is decided again, on what the first said. */
export async function insertCorrection(tx: EntityManager, correction: FundCorrection): Promise<void> {
  try {
    await tx.insert(FundCorrectionTable, correction);
  } catch (error) {
    const { unitId, number } = correction;
    if (await tx.existsBy(FundCorrectionTable, { unitId, number }))
      throw new Conflict(`The account of ${unitId} was corrected meanwhile`);
    throw error;
  }
}
