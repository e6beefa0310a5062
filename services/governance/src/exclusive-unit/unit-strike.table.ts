import { idColumn, instantColumn, integerColumn, wordColumn } from '@anju/runtime/columns';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { UnitStrike } from './unit-strike';

/** A log: append-only. */
export const UnitStrikeTable = new EntitySchema<UnitStrike>({
  name: 'unit_strike',
  columns: {
    unitId: { ...idColumn, primary: true },
    number: { ...integerColumn, primary: true },
    kind: wordColumn,
    reason: { type: 'text' },
    paperNumber: { type: 'varchar', length: 100 },
    paperSha256: { type: 'varchar', length: 64 },
    at: instantColumn,
  },
});

export async function insertStrike(tx: EntityManager, strike: UnitStrike): Promise<void> {
  await tx.insert(UnitStrikeTable, strike);
}

/** All of some homes, in their order. */
export const findStrikes = (read: EntityManager, unitIds: readonly string[]): Promise<UnitStrike[]> =>
  read.find(UnitStrikeTable, { where: { unitId: In([...unitIds]) as never }, order: { number: 'ASC' } });
