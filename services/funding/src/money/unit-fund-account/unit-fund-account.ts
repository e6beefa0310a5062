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

/** What a fund office says of an account. */
export type AccountFigures = Pick<UnitFundAccount, 'firstDepositFen' | 'openingFen' | 'asOf' | 'synthetic'>;

export type NewAccount = AccountFigures & Pick<UnitFundAccount, 'unitId'>;

export const sameFigures = (a: AccountFigures, b: AccountFigures): boolean =>
  a.firstDepositFen === b.firstDepositFen &&
  a.openingFen === b.openingFen &&
  a.asOf === b.asOf &&
  a.synthetic === b.synthetic;
