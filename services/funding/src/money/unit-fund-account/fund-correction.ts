import { accept, type Decision, refuse } from '@anju/values/decision';
import { type Fen, mostEnteredFen } from '@anju/values/money';
import { dateOf, type Instant } from '@anju/values/time';
import { tooLarge } from '../../entered-amount';
import { foldTyped } from '@anju/values/fold-typed';
import { availableOf, journalEntry, type LedgerAccount, type NewEntry } from '../ledger/journal-entry';
import type { Paper } from '../maintenance-job/maintenance-job';
import { asEntered, type PaperRefusalCode, whyNotAPaper } from '../maintenance-job/paper';
import { type AccountFigures, sameFigures, type UnitFundAccount } from './unit-fund-account';

/** What should have been entered, by a paper of the fund office; one paper may list many homes. */
export interface EnteredFigures extends AccountFigures, Paper {}

/** A correction as it is kept: the last one of a home counts. */
export interface FundCorrection extends EnteredFigures, Pick<UnitFundAccount, 'unitId' | 'communityId'> {
  /** 1, 2, 3 … of its home. */
  readonly number: number;
  readonly correctedAt: Instant;
}

interface Standing {
  readonly earlier: readonly FundCorrection[];
  /** The home's fund; null where nothing was ever posted to it. */
  readonly fund: LedgerAccount | null;
  /** What the bank holds for the community. */
  readonly depositFen: Fen;
}

interface Corrected {
  readonly correction: FundCorrection;
  /** The difference of the opening balances; null where that was right. */
  readonly entry: NewEntry | null;
}

/** The account with the figures that count, of corrections that may be others' too; in the order they were made. */
export const asCorrected = (
  account: UnitFundAccount,
  corrections: readonly FundCorrection[],
): UnitFundAccount => ({
  ...account,
  ...figuresOf(corrections.findLast(({ unitId }) => unitId === account.unitId) ?? account),
});

/** The figures that were wrong, the first first, each with the paper that put it right. */
export const supersededOf = (account: UnitFundAccount, corrections: readonly FundCorrection[]) => {
  const own = corrections.filter(({ unitId }) => unitId === account.unitId);
  return own.map(({ paperNumber, correctedAt: supersededAt }, i) => ({
    ...figuresOf(own[i - 1] ?? account),
    ...{ paperNumber, supersededAt },
  }));
};

const figuresOf = ({ firstDepositFen, openingFen, asOf, synthetic }: AccountFigures): AccountFigures => ({
  firstDepositFen,
  openingFen,
  asOf,
  synthetic,
});

/** One paper lists many homes, and each with one balance. */
const isSamePaper = (one: Paper, other: Paper): boolean =>
  one.paperSha256 === other.paperSha256.toLowerCase() ||
  foldTyped(one.paperNumber) === foldTyped(other.paperNumber);

/**
 * What was entered wrong of an account is told anew, all of it, and the difference of the opening balance is booked by a
 * posting (MF-7). What was given or promised of the wrong balance stays so, and is not taken back by this: the account
 * never goes below nothing.
 */
export function correctFundAccount(
  account: UnitFundAccount,
  { paperNumber, paperSha256, ...figures }: EnteredFigures,
  { earlier, fund, depositFen }: Standing,
  now: Instant,
): Decision<
  Corrected,
  never,
  | PaperRefusalCode
  | 'AMOUNT_NEGATIVE'
  | 'AMOUNT_TOO_LARGE'
  | 'AS_OF_IN_FUTURE'
  | 'FIGURES_UNCHANGED'
  | 'PAPER_USED'
  | 'DRAWN_BEYOND'
> {
  const { unitId, communityId } = account;
  const { firstDepositFen, openingFen, asOf } = figures;
  const today = dateOf(now);
  for (const amountFen of [firstDepositFen, openingFen]) {
    if (amountFen < 0) return refuse('AMOUNT_NEGATIVE', 'MF-7', { detail: { amountFen } });
    if (amountFen > mostEnteredFen) return tooLarge();
  }
  const before = asCorrected(account, earlier);
  const changeFen = openingFen - before.openingFen;
  if (depositFen + changeFen > mostEnteredFen) return tooLarge();
  if (asOf > today) return refuse('AS_OF_IN_FUTURE', null, { detail: { asOf, today } });
  const paper = { paperNumber, paperSha256 };
  const refusal = whyNotAPaper(paper);
  if (refusal) return { accepted: false, refusal };
  if (sameFigures(before, figures)) return refuse('FIGURES_UNCHANGED', 'MF-7');
  const used = earlier.find((each) => isSamePaper(each, paper));
  if (used) {
    const detail = { paperNumber: used.paperNumber, correctedOn: dateOf(used.correctedAt) };
    return refuse('PAPER_USED', 'MF-7', { detail });
  }
  const availableFen = fund ? availableOf(fund) : 0;
  if (availableFen + changeFen < 0) {
    const leastFen = before.openingFen - availableFen;
    return refuse('DRAWN_BEYOND', 'MF-7', { detail: { openingFen, leastFen } });
  }
  const entered = asEntered(paper);
  return accept({
    correction: {
      ...{ unitId, communityId, number: earlier.length + 1 },
      ...figures,
      ...entered,
      correctedAt: now,
    },
    entry:
      changeFen === 0
        ? null
        : journalEntry({
            kind: 'OPENING_CORRECTED',
            communityId,
            jobId: null,
            paperNumber: entered.paperNumber,
            bookedOn: today,
            postings: [
              { account: 'BANK_DEPOSIT', holder: '', amountFen: changeFen },
              { account: 'UNIT_FUND', holder: unitId, amountFen: -changeFen },
            ],
          }),
  });
}
