import { idColumn, instantColumn, integerColumn } from '@anju/runtime/columns';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { CommunityStrike } from './community-strike';

/** A log: append-only. */
export const CommunityStrikeTable = new EntitySchema<CommunityStrike>({
  name: 'community_strike',
  columns: {
    communityId: { ...idColumn, primary: true },
    number: { ...integerColumn, primary: true },
    reason: { type: 'text' },
    struckAt: instantColumn,
  },
});

export async function insertCommunityStrike(tx: EntityManager, strike: CommunityStrike): Promise<void> {
  await tx.insert(CommunityStrikeTable, strike);
}

/** All of some communities, in their order. */
export const findCommunityStrikes = (
  read: EntityManager,
  communityIds: readonly string[],
): Promise<CommunityStrike[]> =>
  read.find(CommunityStrikeTable, {
    where: { communityId: In([...communityIds]) as never },
    order: { number: 'ASC' },
  });
