import type { DivisionCode } from '@anju/values/division';
import type { Id } from '@anju/values/id';
import type { Instant } from '@anju/values/time';

/** A community as governance's register has it: what funding needs to know of it. */
export interface KnownCommunity {
  readonly id: Id<'com'>;
  readonly divisionCode: DivisionCode;
  readonly name: string;
  /** Null where no publication says. */
  readonly households: number | null;
  readonly synthetic: boolean;
  /** Since when the register counts it no more; null while it does. Nothing new is opened on it then. */
  readonly struckAt: Instant | null;
}
