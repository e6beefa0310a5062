import { idColumn, integerColumn, wordColumn } from '@anju/runtime/columns';
import { insertMany } from '@anju/runtime/insert-many';
import { compareAndSet } from '@anju/runtime/transaction';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { Owner } from './owner';

export const OwnerTable = new EntitySchema<Owner>({
  name: 'owner',
  columns: {
    id: { ...idColumn, primary: true },
    version: integerColumn,
    communityId: idColumn,
    kind: wordColumn,
    name: { type: 'text' },
    document: { type: 'text' },
    documentKey: { type: 'varchar', length: 64 },
    legalBasis: { type: 'json' },
  },
  indices: [{ name: 'owner_document', columns: ['communityId', 'documentKey'], unique: true }],
});

export const findOwnersById = (read: EntityManager, ids: readonly string[]): Promise<Owner[]> =>
  read.findBy(OwnerTable, { id: In([...ids]) as never });

/** Everybody who is or was on the community's roll. */
export const findOwnersOf = (read: EntityManager, communityId: Owner['communityId']): Promise<Owner[]> =>
  read.findBy(OwnerTable, { communityId });

export const insertOwners = (tx: EntityManager, owners: readonly Owner[]): Promise<void> =>
  insertMany(tx, OwnerTable, owners);

export const updateOwner = (tx: EntityManager, owner: Owner): Promise<void> =>
  compareAndSet(tx, OwnerTable, owner);
