import type { Id } from '@anju/values/id';

/** A renovation project of funding's: what property-management needs to know of it. */
export interface KnownProject {
  readonly id: Id<'prj'>;
  /** As funding last told it. */
  readonly communityIds: readonly Id<'com'>[];
}
