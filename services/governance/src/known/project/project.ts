import type { ProjectProposed } from '@anju/events/funding';
import type { Id } from '@anju/values/id';

/** A renovation project whose content list owners may be asked to accept (PART-4). */
export interface KnownProject {
  readonly id: Id<'prj'>;
  readonly name: string;
  readonly state: 'PROPOSED' | 'LISTED' | 'APPROVED' | 'CANCELLED';
  readonly communityIds: readonly Id<'com'>[];
  readonly contents: ProjectProposed['data']['contents'];
  readonly contentsHash: string;
  /** Invented for a demonstration. */
  readonly synthetic: boolean;
}
