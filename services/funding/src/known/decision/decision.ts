import type { Warrants } from '@anju/events/governance';
import type { MatterType } from '@anju/rulebook/matter';
import type { DivisionCode } from '@anju/values/division';
import type { Id } from '@anju/values/id';
import type { Instant } from '@anju/values/time';

/** A decision the owners adopted, and what it lets others do. */
export interface KnownDecision {
  readonly id: Id<'dec'>;
  readonly communityId: Id<'com'>;
  readonly divisionCode: DivisionCode;
  readonly matter: MatterType;
  readonly warrants: Warrants;
  readonly decidedAt: Instant;
  /** Null while owners may object, or an objection is open: nothing is done on it before (GOV-VOTE-12). */
  readonly effectiveAt: Instant | null;
}
