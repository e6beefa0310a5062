import type { DivisionCode } from '@anju/values/division';
import type { Id } from '@anju/values/id';
import type { Instant } from '@anju/values/time';

/** A community as governance's register has it: one zone, which one company manages (REG-8). */
export interface KnownCommunity {
  readonly id: Id<'com'>;
  /** Moved on by every contract signed here, so that of two at once one is first (PM-13). */
  readonly version: number;
  readonly divisionCode: DivisionCode;
  readonly name: string;
  readonly synthetic: boolean;
  /** Since when the register counts it no more; null while it does. Nothing new is opened on it then. */
  readonly struckAt: Instant | null;
}
