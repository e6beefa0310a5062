import type { Id } from '@anju/values/id';
import type { CalendarDate, Instant } from '@anju/values/time';

/** What owners decided on one question, as far as a contract may rest on it. */
export interface KnownDecision {
  readonly id: Id<'dec'>;
  readonly communityId: Id<'com'>;
  /** The company the owners hire; null where they rejected it or decided on something else (GOV-COM-5). */
  readonly companyId: Id<'pmc'> | null;
  /** When a contract may rest on it; null while owners may object, for the first time or again (GOV-VOTE-12). */
  readonly effectiveAt: Instant | null;
  /** Of the paper that annulled it; null while it stands. Nothing is signed on it any more (GOV-VOTE-10). */
  readonly annulledOn: CalendarDate | null;
  /** The vote is invented for a demonstration. */
  readonly synthetic: boolean;
}
