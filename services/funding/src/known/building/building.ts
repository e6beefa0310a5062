import type { AreaDm2 } from '@anju/values/area';
import type { Id } from '@anju/values/id';

/** A building of the owners' roll. */
export interface KnownBuilding {
  readonly id: Id<'bld'>;
  readonly communityId: Id<'com'>;
  /** As on the wall: `2`. */
  readonly number: string;
  /** Its homes are invented for a demonstration. */
  readonly synthetic: boolean;
}

/** A home of it, which carries its share of what is repaired by its area (RES-1). */
export interface KnownUnit {
  readonly id: Id<'unt'>;
  readonly buildingId: Id<'bld'>;
  readonly communityId: Id<'com'>;
  /** Building, entrance and door: `2-1-301`. Unique in a community. */
  readonly label: string;
  /** Null while there is no evidence of it (REG-2). */
  readonly areaDm2: AreaDm2 | null;
  /** Opaque; a home of several owners has them all. */
  readonly ownerIds: readonly Id<'own'>[];
}
