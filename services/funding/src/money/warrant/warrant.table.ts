import { idColumn, instantColumn, integerColumn } from '@anju/runtime/columns';
import { compareAndSet, forUpdate } from '@anju/runtime/transaction';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { Warrant } from './warrant';

export const WarrantTable = new EntitySchema<Warrant>({
  name: 'warrant',
  columns: {
    id: { ...idColumn, primary: true },
    version: integerColumn,
    decisionId: idColumn,
    communityId: idColumn,
    contentCodes: { type: 'json' },
    buildingIds: { type: 'json' },
    ceilingFen: integerColumn,
    committedFen: integerColumn,
    recordedAt: instantColumn,
  },
  indices: [{ name: 'warrant_decision', columns: ['decisionId'], unique: true }],
});

export const findWarrants = (read: EntityManager, decisionIds: readonly string[]): Promise<Warrant[]> =>
  read.findBy(WarrantTable, { decisionId: In([...decisionIds]) });

/** Loads the warrant of a decision in order to change it: nobody else can until this transaction ends. */
export const lockWarrant = (tx: EntityManager, decisionId: Warrant['decisionId']): Promise<Warrant | null> =>
  tx.findOne(WarrantTable, { where: { decisionId }, ...forUpdate(tx) });

export async function insertWarrant(tx: EntityManager, warrant: Warrant): Promise<void> {
  await tx.insert(WarrantTable, warrant as never);
}

export const updateWarrant = (tx: EntityManager, warrant: Warrant): Promise<void> =>
  compareAndSet(tx, WarrantTable, warrant);
