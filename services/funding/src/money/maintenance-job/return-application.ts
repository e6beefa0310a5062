import { accept, type Decision, type Refusal, refuse } from '@anju/values/decision';
import { isReason, longestReason } from '@anju/values/reason';
import { dateOf } from '@anju/values/time';
import type { KnownDecision } from '../../known/decision/decision';
import type { LedgerAccount } from '../ledger/journal-entry';
import { giveBack, type Warrant } from '../warrant/warrant';
import { wrongState } from './application';
import { type ReceiptPaperRefusalCode, whyNotAReceipt } from './booked-receipt';
import { type FundShare, takenFromHold } from './fund-share';
import type { UsedPaper } from './job-paper';
import { isBefore, type MaintenanceJob, type Paper } from './maintenance-job';
import { whyAnnulled } from './standing-decision';

/** The bank's word that it has not paid what it was told to, and will not. */
export interface StoppedPayment {
  readonly paper: Paper;
  readonly used: UsedPaper | null;
}

interface Returning {
  /** What is known of the decision that the job rests on. */
  readonly decision: KnownDecision | null;
  /** Null where no such paper is shown. */
  readonly stopped: StoppedPayment | null;
  readonly warrant: Warrant;
  readonly shares: readonly FundShare[];
  /** The funds of the homes that pay. */
  readonly funds: readonly LedgerAccount[];
}

interface Returned {
  readonly job: MaintenanceJob;
  readonly warrant: Warrant;
  readonly funds: readonly LedgerAccount[];
}

/**
 * The way back from step 4 or 5 of MF-2 while no money can have moved: the job stands where it was measured, its cost is
 * not split any more, and neither the ceiling (FUND-8) nor an account (MF-7) has promised it anything. There is none once
 * the bank was told to pay something. Only its receipt says whether it has, and that is entered days later: what was
 * given back meanwhile would be paid twice, and the receipt of the first payment would fit nothing. Where the decision is
 * annulled nothing is to be paid any more, and the bank's own paper says that it was not (GOV-VOTE-10).
 */
export function returnFundApplication(
  job: MaintenanceJob,
  reason: string,
  { decision, stopped, warrant, shares, funds }: Returning,
): Decision<Returned, never, 'NOT_APPLIED' | 'WRONG_STATE' | 'REASON_INVALID' | ToldRefusalCode> {
  if (isBefore(job, 'APPLIED')) return refuse('NOT_APPLIED', 'MF-2');
  if (job.state === 'PAID') return wrongState(job, 'WORKS_DONE');
  const mayBePaid = whyMayBePaid(job, decision, stopped);
  if (mayBePaid) return { accepted: false, refusal: mayBePaid };
  if (!isReason(reason.trim())) return refuse('REASON_INVALID', null, { detail: { most: longestReason } });
  return accept({
    job: {
      ...job,
      state: 'WORKS_DONE',
      retainedFen: null,
      appliedAt: null,
      approvalDocument: null,
      approvedAt: null,
      instructedAt: null,
      instructedFen: null,
      receivableFen: null,
      keptFen: null,
    },
    warrant: giveBack(warrant, job.costFen!),
    funds: funds.map(takenFromHold(shares, 'drawnFen')).map(takenFromHold(shares, 'keptFen')),
  });
}

type ToldRefusalCode = 'BANK_TOLD' | 'BANK_NOT_STOPPED' | ReceiptPaperRefusalCode;

/** Why the bank may have paid, or may do so still; null where it was told to pay nothing, or says that it did not. */
function whyMayBePaid(
  { instructedFen, instructedAt }: MaintenanceJob,
  decision: KnownDecision | null,
  stopped: StoppedPayment | null,
): Refusal<ToldRefusalCode> | null {
  if (instructedFen === null || instructedFen === 0) return null;
  const told = { instructedFen, instructedOn: dateOf(instructedAt!) };
  const fallen = decision && whyAnnulled(decision);
  if (!fallen) return refuse('BANK_TOLD', 'MF-2', { detail: told }).refusal;
  if (!stopped)
    return refuse('BANK_NOT_STOPPED', 'GOV-VOTE-10', { detail: { ...told, ...fallen.detail } }).refusal;
  return whyNotAReceipt(stopped.paper, stopped.used, 'GOV-VOTE-10');
}
