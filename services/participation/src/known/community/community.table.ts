import { idColumn, instantColumn, integerColumn, wordColumn } from '@anju/runtime/columns';
import { compareAndSet, forUpdate } from '@anju/runtime/transaction';
import { type EntityManager, EntitySchema } from 'typeorm';
import type { KnownCommunity } from './community';

export const KnownCommunityTable = new EntitySchema<KnownCommunity>({
  name: 'known_community',
  columns: {
    id: { ...idColumn, primary: true },
    version: integerColumn,
    divisionCode: wordColumn,
    name: { type: 'varchar', length: 200 },
    households: { ...integerColumn, nullable: true },
    synthetic: { type: 'boolean' },
    struckAt: { ...instantColumn, nullable: true },
  },
});

export async function findCommunityName(read: EntityManager, id: KnownCommunity['id']): Promise<string> {
  const { name } = await read.findOneByOrFail(KnownCommunityTable, { id });
  return name;
}

/** Loads a community in order to change it, or to keep others from opening a solicitation there meanwhile. */
export const lockCommunity = (tx: EntityManager, id: KnownCommunity['id']): Promise<KnownCommunity | null> =>
  tx.findOne(KnownCommunityTable, { where: { id }, ...forUpdate(tx) });

export async function insertCommunity(tx: EntityManager, community: KnownCommunity): Promise<void> {
  await tx.insert(KnownCommunityTable, community);
}

export const updateCommunity = (tx: EntityManager, community: KnownCommunity): Promise<void> =>
  compareAndSet(tx, KnownCommunityTable, community);
