import type { DivisionCode } from '@anju/values/division';
import type { Id } from '@anju/values/id';

/** A community as governance's register has it: what funding needs to know of it. */
export interface KnownCommunity {
  readonly id: Id<'com'>;
  readonly divisionCode: DivisionCode;
  readonly name: string;
  /** Null where no publication says. */
  readonly households: number | null;
  readonly synthetic: boolean;
}
