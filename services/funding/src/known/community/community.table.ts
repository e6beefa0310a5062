import { idColumn, instantColumn, integerColumn, wordColumn } from '@anju/runtime/columns';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { KnownCommunity } from './community';

export const KnownCommunityTable = new EntitySchema<KnownCommunity>({
  name: 'known_community',
  columns: {
    id: { ...idColumn, primary: true },
    divisionCode: wordColumn,
    name: { type: 'varchar', length: 200 },
    households: { ...integerColumn, nullable: true },
    synthetic: { type: 'boolean' },
    struckAt: { ...instantColumn, nullable: true },
  },
});

export const findCommunity = (
  read: EntityManager,
  id: KnownCommunity['id'],
): Promise<KnownCommunity | null> => read.findOneBy(KnownCommunityTable, { id });

export const findCommunities = (read: EntityManager, ids: readonly string[]): Promise<KnownCommunity[]> =>
  read.findBy(KnownCommunityTable, { id: In([...ids]) });
