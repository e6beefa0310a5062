import type { DivisionCode } from '@anju/values/division';
import type { Id } from '@anju/values/id';

/** A community as governance's register has it: one zone, which one company manages (REG-8). */
export interface KnownCommunity {
  readonly id: Id<'com'>;
  /** Moved on by every contract signed here, so that of two at once one is first (PM-13). */
  readonly version: number;
  readonly divisionCode: DivisionCode;
  readonly name: string;
  readonly synthetic: boolean;
}
