import type { ProjectState } from '@anju/rulebook/project-state';
import type { DivisionCode } from '@anju/values/division';
import type { Id } from '@anju/values/id';
import type { Fen } from '@anju/values/money';
import type { Instant } from '@anju/values/time';
import type { ContentItem } from './content-item';

export type RenovationProjectId = Id<'prj'>;

/** One funded project in one county, of one or more communities (PROJ-1). */
export interface RenovationProject {
  readonly id: RenovationProjectId;
  readonly version: number;
  readonly state: ProjectState;
  readonly name: string;
  /** The annual plan it is meant for. */
  readonly year: number;
  /** The county whose government answers for it (REG-10). */
  readonly divisionCode: DivisionCode;
  readonly communityIds: readonly Id<'com'>[];
  readonly contents: readonly ContentItem[];
  /** SHA-256 of the canonical contents: owners accept a list by it (PART-4). */
  readonly contentsHash: string;
  /** The contents together, and so the money together (FUND-1). */
  readonly costFen: Fen;
  readonly synthetic: boolean;
  readonly proposedAt: Instant;
  readonly listedAt: Instant | null;
  readonly approvedAt: Instant | null;
  readonly approvalDocument: string | null;
  readonly startedAt: Instant | null;
  readonly withdrawnAt: Instant | null;
  readonly withdrawalReason: string | null;
}
