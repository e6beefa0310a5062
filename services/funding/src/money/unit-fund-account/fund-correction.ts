import { accept, type Decision, refuse } from '@anju/values/decision';
import { type Fen, mostEnteredFen } from '@anju/values/money';
import type { CalendarDate } from '@anju/values/time';
import { tooLarge } from '../../entered-amount';
import { availableOf, journalEntry, type LedgerAccount, type NewEntry } from '../ledger/journal-entry';
import type { Paper } from '../maintenance-job/maintenance-job';
import { asEntered, type PaperRefusalCode, whyNotAPaper } from '../maintenance-job/paper';
import type { UnitFundAccount } from './unit-fund-account';

interface Correction extends Paper {
  /** What should have been entered. */
  readonly openingFen: Fen;
}

interface Standing {
  /** With what was corrected before. */
  readonly openingFen: Fen;
  /** The home's fund; null where nothing was ever posted to it. */
  readonly fund: LedgerAccount | null;
  /** What the bank holds for the community. */
  readonly depositFen: Fen;
}

export type CorrectionRefusalCode =
  PaperRefusalCode | 'AMOUNT_NEGATIVE' | 'AMOUNT_TOO_LARGE' | 'SAME_OPENING' | 'DRAWN_BEYOND';

/**
 * An opening balance that was entered wrong is put right by a posting of the difference, by a paper of the fund office
 * (MF-7). One paper may list many homes. What was given or promised of the wrong balance stays so, and is not taken back
 * by this: the account never goes below nothing.
 */
export function correctOpening(
  { unitId, communityId }: Pick<UnitFundAccount, 'unitId' | 'communityId'>,
  { openingFen, ...paper }: Correction,
  { openingFen: before, fund, depositFen }: Standing,
  today: CalendarDate,
): Decision<NewEntry, never, CorrectionRefusalCode> {
  if (openingFen < 0) return refuse('AMOUNT_NEGATIVE', 'MF-7', { detail: { amountFen: openingFen } });
  const changeFen = openingFen - before;
  if (openingFen > mostEnteredFen || depositFen + changeFen > mostEnteredFen) return tooLarge();
  const refusal = whyNotAPaper(paper);
  if (refusal) return { accepted: false, refusal };
  if (changeFen === 0) return refuse('SAME_OPENING', 'MF-7', { detail: { openingFen } });
  const availableFen = fund ? availableOf(fund) : 0;
  if (availableFen + changeFen < 0) {
    const leastFen = before - availableFen;
    return refuse('DRAWN_BEYOND', 'MF-7', { detail: { openingFen, leastFen } });
  }
  return accept(
    journalEntry({
      kind: 'OPENING_CORRECTED',
      communityId,
      jobId: null,
      paperNumber: asEntered(paper).paperNumber,
      bookedOn: today,
      postings: [
        { account: 'BANK_DEPOSIT', holder: '', amountFen: changeFen },
        { account: 'UNIT_FUND', holder: unitId, amountFen: -changeFen },
      ],
    }),
  );
}
