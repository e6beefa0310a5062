import type { Id } from '@anju/values/id';
import { type EntityManager, In, IsNull, Not } from 'typeorm';
import type { Building } from '../building/building';
import { findBuildingsOf } from '../building/building.table';
import type { RollUnit } from '@anju/rulebook/electorate';
import type { MeetingRules } from '@anju/rulebook/thresholds';
import { ExclusiveUnitTable } from '../exclusive-unit/exclusive-unit.table';

/** The buildings of a community's roll, in the order of their numbers. */
export const findBuildings = (read: EntityManager, communityId: Id<'com'>): Promise<Building[]> =>
  findBuildingsOf(read, [communityId]);

/** Whether any unit of a community, or of some of its buildings, is invented for a demonstration. */
export const anyInvented = (
  read: EntityManager,
  communityId: Id<'com'>,
  buildingIds: readonly Id<'bld'>[] | null,
): Promise<boolean> =>
  read.existsBy(ExclusiveUnitTable, { ...unitsIn(communityId, buildingIds), synthetic: true });

/**
 * The exclusive units of a community, or of some of its buildings, as the roll has them now; parking spaces and stalls where
 * the rules of procedure count them (REG-6).
 */
export async function loadRollUnits(
  read: EntityManager,
  communityId: Id<'com'>,
  buildingIds: readonly Id<'bld'>[] | null,
  stalls: MeetingRules['stalls'],
): Promise<(RollUnit & { readonly isStall: boolean })[]> {
  const units = await read.find(ExclusiveUnitTable, {
    where: {
      ...unitsIn(communityId, buildingIds),
      ...(stalls === 'EXCLUDED' && { housingKind: Not('STALL' as const) }),
    },
    order: { position: 'ASC' },
  });
  return units.map(({ id: unitId, buildingId, label, areaDm2, headKey, ownerIds, housingKind }) => ({
    unitId,
    buildingId,
    label,
    areaDm2,
    headKey,
    ownerIds,
    isStall: housingKind === 'STALL',
  }));
}

const unitsIn = (communityId: Id<'com'>, buildingIds: readonly Id<'bld'>[] | null) => ({
  communityId,
  struckAt: IsNull(),
  ...(buildingIds && { buildingId: In([...buildingIds]) as never }),
});
