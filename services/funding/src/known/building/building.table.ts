import { idColumn, integerColumn, wordColumn } from '@anju/runtime/columns';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import { insertMany } from '@anju/runtime/insert-many';
import type { KnownBuilding, KnownUnit } from './building';

export const KnownBuildingTable = new EntitySchema<KnownBuilding>({
  name: 'known_building',
  columns: {
    id: { ...idColumn, primary: true },
    communityId: idColumn,
    number: wordColumn,
    synthetic: { type: 'boolean' },
  },
  indices: [{ name: 'known_building_community', columns: ['communityId'] }],
});

export const KnownUnitTable = new EntitySchema<KnownUnit>({
  name: 'known_unit',
  columns: {
    id: { ...idColumn, primary: true },
    buildingId: idColumn,
    communityId: idColumn,
    label: wordColumn,
    areaDm2: { ...integerColumn, nullable: true },
    ownerIds: { type: 'json' },
  },
  indices: [
    { name: 'known_unit_building', columns: ['buildingId'] },
    { name: 'known_unit_label', columns: ['communityId', 'label'] },
  ],
});

export const findBuildingsOf = (
  read: EntityManager,
  communityIds: readonly KnownBuilding['communityId'][],
): Promise<KnownBuilding[]> => read.findBy(KnownBuildingTable, { communityId: In([...communityIds]) });

export const findUnitsOf = (
  read: EntityManager,
  communityId: KnownUnit['communityId'],
): Promise<KnownUnit[]> => read.find(KnownUnitTable, { where: { communityId }, order: { id: 'ASC' } });

export const findUnits = (read: EntityManager, ids: readonly string[]): Promise<KnownUnit[]> =>
  read.findBy(KnownUnitTable, { id: In([...ids]) });

/** The homes that pay together; no buildings named means the whole community (GOV-VOTE-5). */
export const findUnitsIn = (
  read: EntityManager,
  communityId: KnownUnit['communityId'],
  buildingIds: readonly KnownBuilding['id'][],
): Promise<KnownUnit[]> =>
  read.find(KnownUnitTable, {
    where: { communityId, ...(buildingIds.length > 0 && { buildingId: In([...buildingIds]) }) },
    order: { id: 'ASC' },
  });

/** A building comes whole every time, so what is not in it any more goes. */
export async function replaceBuilding(
  tx: EntityManager,
  building: KnownBuilding,
  units: readonly KnownUnit[],
): Promise<void> {
  const { id } = building;
  await tx.delete(KnownUnitTable, { buildingId: id });
  await tx.delete(KnownBuildingTable, { id });
  await tx.insert(KnownBuildingTable, building);
  await insertMany(tx, KnownUnitTable, units);
}
