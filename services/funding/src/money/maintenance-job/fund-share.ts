import { apportion } from '@anju/values/apportion';
import type { AreaDm2 } from '@anju/values/area';
import type { Id } from '@anju/values/id';
import type { Fen } from '@anju/values/money';
import type { CalendarDate } from '@anju/values/time';
import { hold, type LedgerAccount } from '../ledger/journal-entry';

/** One home's part in what a job costs. */
export interface FundShare {
  readonly jobId: Id<'mjb'>;
  readonly unitId: Id<'unt'>;
  /** When the cost was split. */
  readonly areaDm2: AreaDm2;
  /** Of the whole cost (RES-1). */
  readonly shareFen: Fen;
  /** Of that, what is kept until the warranty ends (FUND-10). */
  readonly retainedFen: Fen;
  /** What its account gives; null before the bank is told to pay. */
  readonly drawnFen: Fen | null;
  /** What its account cannot give and the home owes (MF-7); null before. */
  readonly receivableFen: Fen | null;
  /** What its account has left to keep of the retention, set aside until the warranty ends; null before. */
  readonly keptFen: Fen | null;
  /** What the home has paid of what it owes since. */
  readonly collectedFen: Fen;
}

interface Home {
  readonly id: Id<'unt'>;
  readonly areaDm2: AreaDm2;
}

/**
 * The whole cost over the homes by exclusive area, to the last fen, and the retention in the same way (RES-1).
 * That is the rule for owners who agreed on nothing else, and all that is offered: no paper of another agreement can be
 * named, so a job whose owners agreed on other shares is not to be paid here.
 * Null where rounding would keep more of a home than its share, as can only happen with a few fen each.
 */
export function splitCost(
  jobId: Id<'mjb'>,
  { costFen, retainedFen }: { readonly costFen: Fen; readonly retainedFen: Fen },
  homes: readonly Home[],
): readonly FundShare[] | null {
  const weights = homes.map(({ id, areaDm2 }) => ({ id, weight: areaDm2 }));
  const ofCost = apportion(costFen, weights);
  const ofRetention = apportion(retainedFen, weights);
  const shares = homes.map(({ id, areaDm2 }, i) => ({
    jobId,
    unitId: id,
    areaDm2,
    shareFen: ofCost[i]!.amount,
    retainedFen: ofRetention[i]!.amount,
    drawnFen: null,
    receivableFen: null,
    keptFen: null,
    collectedFen: 0,
  }));
  return shares.some(({ shareFen, retainedFen }) => retainedFen > shareFen) ? null : shares;
}

/**
 * What each account gives of what is due now: all of it or, if it is too small, what it has (MF-7). Of what it has left
 * the retention is kept, so that it is there when the warranty ends (FUND-10).
 */
export const drawFrom = (
  shares: readonly FundShare[],
  available: (unitId: FundShare['unitId']) => Fen,
): readonly FundShare[] =>
  shares.map((share) => {
    const dueFen = share.shareFen - share.retainedFen;
    const availableFen = available(share.unitId);
    const drawnFen = Math.min(dueFen, availableFen);
    const keptFen = Math.min(share.retainedFen, availableFen - drawnFen);
    return { ...share, drawnFen, receivableFen: dueFen - drawnFen, keptFen };
  });

/** What of the retention an account had not left to keep is due with the rest of it, and its home owes it (MF-7). */
export const oweUnkept = (shares: readonly FundShare[]): readonly FundShare[] =>
  shares.map((share) => ({
    ...share,
    receivableFen: (share.receivableFen ?? 0) + unkeptOf(share),
  }));

const unkeptOf = ({ retainedFen, keptFen }: FundShare): Fen => retainedFen - (keptFen ?? 0);

/** The release is taken back, and what could not be kept is not due yet. */
export const oweUnkeptNoMore = (shares: readonly FundShare[]): readonly FundShare[] =>
  shares.map((share) => ({ ...share, receivableFen: (share.receivableFen ?? 0) - unkeptOf(share) }));

type Promised = 'drawnFen' | 'keptFen';

/** An account of a home without what of it was promised, which is given now. */
export const takenFromHold = (shares: readonly FundShare[], promised: Promised) =>
  holding(shares, promised, -1);

/** An account of a home that has back what it gave, which is promised as it was before. */
export const promisedAgain = (shares: readonly FundShare[], promised: Promised) =>
  holding(shares, promised, 1);

function holding(
  shares: readonly FundShare[],
  promised: Promised,
  sign: 1 | -1,
): (account: LedgerAccount) => LedgerAccount {
  const promisedBy = new Map<string, Fen>(shares.map((share) => [share.unitId, share[promised] ?? 0]));
  return (account) =>
    account.kind === 'UNIT_FUND' ? hold(account, sign * (promisedBy.get(account.holder) ?? 0)) : account;
}

/** The release of a job's retention, as far as it matters to one home. */
interface ReleaseToHome {
  readonly releasedOn: CalendarDate;
  /** What the home had paid before that day. */
  readonly paidBeforeFen: Fen;
}

/**
 * What a home may have paid of a job on a day. What could not be kept it owes only since the retention is released
 * (MF-7), so of what was paid since then nothing was paid of what it owed before.
 */
export const owedOn = (day: CalendarDate, share: FundShare, release: ReleaseToHome | null): Fen => {
  const receivableFen = share.receivableFen ?? 0;
  const owedFen = receivableFen - share.collectedFen;
  if (!release || day >= release.releasedOn) return owedFen;
  return Math.min(owedFen, receivableFen - unkeptOf(share) - release.paidBeforeFen);
};
