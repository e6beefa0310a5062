import { idColumn, integerColumn, wordColumn } from '@anju/runtime/columns';
import { insertMany } from '@anju/runtime/insert-many';
import { compareAndSet } from '@anju/runtime/transaction';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { Building } from './building';

export const BuildingTable = new EntitySchema<Building>({
  name: 'building',
  columns: {
    id: { ...idColumn, primary: true },
    version: integerColumn,
    communityId: idColumn,
    number: wordColumn,
    position: { type: 'varchar', length: 100 },
  },
  indices: [{ name: 'building_position', columns: ['communityId', 'position'], unique: true }],
});

export const findBuildingsById = (read: EntityManager, ids: readonly string[]): Promise<Building[]> =>
  read.findBy(BuildingTable, { id: In([...ids]) as never });

/** The buildings of some communities, in the order of their numbers. */
export const findBuildingsOf = (read: EntityManager, communityIds: readonly string[]): Promise<Building[]> =>
  read.find(BuildingTable, {
    where: { communityId: In([...communityIds]) as never },
    order: { position: 'ASC' },
  });

export const insertBuildings = (tx: EntityManager, buildings: readonly Building[]): Promise<void> =>
  insertMany(tx, BuildingTable, buildings);

export const updateBuilding = (tx: EntityManager, building: Building): Promise<void> =>
  compareAndSet(tx, BuildingTable, building);
