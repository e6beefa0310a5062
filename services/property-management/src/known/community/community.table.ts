import { idColumn, instantColumn, integerColumn, wordColumn } from '@anju/runtime/columns';
import { compareAndSet, forUpdate } from '@anju/runtime/transaction';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { KnownCommunity } from './community';

export const KnownCommunityTable = new EntitySchema<KnownCommunity>({
  name: 'known_community',
  columns: {
    id: { ...idColumn, primary: true },
    version: integerColumn,
    divisionCode: wordColumn,
    name: { type: 'varchar', length: 200 },
    synthetic: { type: 'boolean' },
    struckAt: { ...instantColumn, nullable: true },
  },
});

/** Loads a community in order to change it, or to keep others from signing there until this transaction ends. */
export const lockCommunity = (tx: EntityManager, id: KnownCommunity['id']): Promise<KnownCommunity | null> =>
  tx.findOne(KnownCommunityTable, { where: { id }, ...forUpdate(tx) });

export const findCommunities = (read: EntityManager, ids: readonly string[]): Promise<KnownCommunity[]> =>
  read.findBy(KnownCommunityTable, { id: In([...ids]) });

export async function insertCommunity(tx: EntityManager, community: KnownCommunity): Promise<void> {
  await tx.insert(KnownCommunityTable, community);
}

export const updateCommunity = (tx: EntityManager, community: KnownCommunity): Promise<void> =>
  compareAndSet(tx, KnownCommunityTable, community);
