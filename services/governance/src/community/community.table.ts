import { idColumn, instantColumn, integerColumn, toSafeInteger, wordColumn } from '@anju/runtime/columns';
import { compareAndSet, forUpdate } from '@anju/runtime/transaction';
import type { DivisionCode } from '@anju/values/division';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import { insertMany } from '@anju/runtime/insert-many';
import { longestName } from '../publication/source-row';
import type { Community, CommunityId } from './community';

const unknown = { ...integerColumn, nullable: true };

export const CommunityTable = new EntitySchema<Community>({
  name: 'community',
  columns: {
    id: { ...idColumn, primary: true },
    version: integerColumn,
    divisionCode: wordColumn,
    name: { type: 'varchar', length: longestName },
    publicationId: idColumn,
    sourceLine: integerColumn,
    households: unknown,
    buildingCount: unknown,
    persons: unknown,
    completedYear: unknown,
    landMu: unknown,
    floorAreaDm2: unknown,
    investmentFen: unknown,
    derived: { type: 'boolean' },
    incomplete: { type: 'boolean' },
    synthetic: { type: 'boolean' },
    struckAt: { ...instantColumn, nullable: true },
  },
  indices: [{ name: 'community_name', columns: ['divisionCode', 'name'], unique: true }],
});

export const findCommunity = (read: EntityManager, id: CommunityId): Promise<Community | null> =>
  read.findOneBy(CommunityTable, { id });

export const findCommunitiesById = (read: EntityManager, ids: readonly string[]): Promise<Community[]> =>
  read.findBy(CommunityTable, { id: In([...ids]) as never });

export const findCommunitiesOf = (read: EntityManager, divisionCode: DivisionCode): Promise<Community[]> =>
  read.findBy(CommunityTable, { divisionCode });

/** Loads a community in order to change what belongs to it: nobody else can until this transaction ends. */
export const lockCommunity = (tx: EntityManager, id: CommunityId): Promise<Community | null> =>
  tx.findOne(CommunityTable, { where: { id }, ...forUpdate(tx) });

export const insertCommunities = (tx: EntityManager, communities: readonly Community[]): Promise<void> =>
  insertMany(tx, CommunityTable, communities);

export const updateCommunity = (tx: EntityManager, community: Community): Promise<void> =>
  compareAndSet(tx, CommunityTable, community);

/** What each division's own communities come to, by its code, without those that were struck. */
export async function totalsByDivision(read: EntityManager) {
  const rows: { code: DivisionCode; communities: unknown; households: unknown; withHouseholds: unknown }[] =
    await read.query(
      `SELECT divisionCode AS code, COUNT(*) AS communities, SUM(households) AS households,
              COUNT(households) AS withHouseholds
         FROM community WHERE struckAt IS NULL GROUP BY divisionCode`,
    );
  return rows.map(({ code, communities, households, withHouseholds }) => ({
    code,
    communities: toSafeInteger(communities),
    households: toSafeInteger(households ?? 0),
    withoutHouseholds: toSafeInteger(communities) - toSafeInteger(withHouseholds),
  }));
}
