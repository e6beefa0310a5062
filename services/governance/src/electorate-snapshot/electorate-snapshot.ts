import type { AreaDm2 } from '@anju/values/area';
import type { Id } from '@anju/values/id';
import type { Instant } from '@anju/values/time';

export type SnapshotId = Id<'snp'>;

/** The electorate of one scope as of the notice; a later sale changes nothing in it (REG-7). */
export interface ElectorateSnapshot {
  readonly id: SnapshotId;
  readonly meetingId: Id<'mtg'>;
  readonly scope: 'ZONE' | 'BUILDINGS';
  /** In the order of their ids; empty for the whole zone. */
  readonly buildingIds: readonly Id<'bld'>[];
  readonly takenAt: Instant;
  readonly units: number;
  readonly heads: number;
  readonly areaDm2: AreaDm2;
  /** What parking spaces and stalls have of it; 0 where they are not counted (REG-6). */
  readonly stallsAreaDm2: AreaDm2;
  /** SHA-256 of the canonical text of its units, in hexadecimal. */
  readonly hash: string;
}
