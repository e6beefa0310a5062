import type { Id } from '@anju/values/id';

/** A building of governance's owners' roll: which homes there are. */
export interface KnownBuilding {
  readonly id: Id<'bld'>;
  readonly communityId: Id<'com'>;
  /** As on the wall: `2`. */
  readonly number: string;
  /** The labels of its homes, shops left out: `2-1-301`. */
  readonly homes: readonly string[];
  /** Its homes are invented for a demonstration. */
  readonly synthetic: boolean;
}

export type HomeCode = 'BUILDING_NOT_RECORDED' | 'HOME_NOT_RECORDED';

/** Building 10 after building 9. */
export const { compare: byNumber } = new Intl.Collator('en', { numeric: true });

/**
 * Why no household can live there, by the roll of its community: every household is one of the homes that are
 * (PART-2). Null for a home of the roll, and for every home while there is no roll.
 */
export function whyNoHome(
  { building: number, label }: { readonly building: string; readonly label: string },
  buildings: readonly KnownBuilding[],
): HomeCode | null {
  if (buildings.length === 0) return null;
  const building = buildings.find((each) => each.number === number);
  if (!building) return 'BUILDING_NOT_RECORDED';
  return building.homes.includes(label) ? null : 'HOME_NOT_RECORDED';
}
