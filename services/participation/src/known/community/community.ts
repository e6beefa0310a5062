import type { DivisionCode } from '@anju/values/division';
import type { Id } from '@anju/values/id';
import type { Instant } from '@anju/values/time';

/** A community as governance's register has it: what participation needs to know of it. */
export interface KnownCommunity {
  readonly id: Id<'com'>;
  /** Moved on by every solicitation opened here, so that of two at once one is first. */
  readonly version: number;
  readonly divisionCode: DivisionCode;
  readonly name: string;
  /** Null where no publication says. */
  readonly households: number | null;
  /** Invented for a demonstration. */
  readonly synthetic: boolean;
  /** Since when the register counts it no more; null while it does. Nothing new is opened on it then. */
  readonly struckAt: Instant | null;
}
