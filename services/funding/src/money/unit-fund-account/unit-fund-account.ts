import type { Id } from '@anju/values/id';
import type { Fen } from '@anju/values/money';
import type { CalendarDate, Instant } from '@anju/values/time';

/**
 * One home's account in the maintenance fund (分户账), as the fund office opened it. What is in it now is
 * the ledger's to say: it moves by postings and by nothing else.
 */
export interface UnitFundAccount {
  readonly id: Id<'ufa'>;
  readonly unitId: Id<'unt'>;
  readonly communityId: Id<'com'>;
  /** Zero where nothing was ever paid in (MF-6). */
  readonly firstDepositFen: Fen;
  /** What was in it on `asOf`. */
  readonly openingFen: Fen;
  readonly asOf: CalendarDate;
  readonly synthetic: boolean;
  readonly openedAt: Instant;
}

export type NewAccount = Pick<
  UnitFundAccount,
  'unitId' | 'firstDepositFen' | 'openingFen' | 'asOf' | 'synthetic'
>;

/** True where a file says of an account what was said when it was opened. */
export const sameAccount = (account: UnitFundAccount, said: NewAccount): boolean =>
  account.firstDepositFen === said.firstDepositFen &&
  account.openingFen === said.openingFen &&
  account.asOf === said.asOf &&
  account.synthetic === said.synthetic;
