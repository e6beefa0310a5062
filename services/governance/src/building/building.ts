import type { BuildingRecorded } from '@anju/events/governance';
import type { Id } from '@anju/values/id';
import type { ExclusiveUnit } from '../exclusive-unit/exclusive-unit';

export type BuildingId = Id<'bld'>;

/** A building of the owners' roll; its units change with it. */
export interface Building {
  readonly id: BuildingId;
  readonly version: number;
  readonly communityId: Id<'com'>;
  /** As on the wall: `2`. */
  readonly number: string;
  /** Sorts buildings as people count them: 2 before 10. */
  readonly position: string;
}

type Told = ExclusiveUnit & { readonly housingKind: Exclude<ExclusiveUnit['housingKind'], 'STALL'> };

/** They pay for nothing (RES-1), and nobody lives there. */
const isNoStall = (unit: ExclusiveUnit): unit is Told => unit.housingKind !== 'STALL';

/** What others are told of it: all its units but stalls as they are now, with ids and numbers alone. */
export const recorded = (
  { id: buildingId, communityId, number }: Building,
  units: readonly ExclusiveUnit[],
): BuildingRecorded => ({
  type: 'governance.building-recorded.v1',
  data: {
    buildingId,
    communityId,
    number,
    units: units
      .filter(isNoStall)
      .toSorted((a, b) => (a.position < b.position ? -1 : 1))
      .map(({ id: unitId, label, areaDm2, housingKind, ownerIds }) => ({
        unitId,
        label,
        areaDm2,
        // The published kinds are of homes; who knows those alone takes a shop as it was entered before there were others.
        ...(housingKind === 'NON_RESIDENTIAL'
          ? { housingKind: 'COMMERCIAL_HOUSING' as const, nonResidential: true as const }
          : { housingKind }),
        ownerIds: [...ownerIds],
      })),
    synthetic: units.some(({ synthetic }) => synthetic),
  },
});
