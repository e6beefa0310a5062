import { idColumn, wordColumn } from '@anju/runtime/columns';
import { type EntityManager, EntitySchema } from 'typeorm';
import type { KnownBuilding } from './building';

export const KnownBuildingTable = new EntitySchema<KnownBuilding>({
  name: 'known_building',
  columns: {
    id: { ...idColumn, primary: true },
    communityId: idColumn,
    number: wordColumn,
    homes: { type: 'json' },
    synthetic: { type: 'boolean' },
  },
  indices: [{ name: 'known_building_community', columns: ['communityId'] }],
});

export const findBuildingsOf = (
  read: EntityManager,
  communityId: KnownBuilding['communityId'],
): Promise<KnownBuilding[]> => read.findBy(KnownBuildingTable, { communityId });

/** A building comes whole every time. */
export async function replaceBuilding(tx: EntityManager, building: KnownBuilding): Promise<void> {
  await tx.delete(KnownBuildingTable, { id: building.id });
  await tx.insert(KnownBuildingTable, { ...building, homes: [...building.homes] });
}
