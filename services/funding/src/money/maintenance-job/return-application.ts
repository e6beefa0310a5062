import { accept, type Decision, refuse } from '@anju/values/decision';
import { isReason, longestReason } from '@anju/values/reason';
import { dateOf } from '@anju/values/time';
import type { LedgerAccount } from '../ledger/journal-entry';
import { giveBack, type Warrant } from '../warrant/warrant';
import { wrongState } from './application';
import { type FundShare, takenFromHold } from './fund-share';
import { isBefore, type MaintenanceJob } from './maintenance-job';

interface Returning {
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
 * given back meanwhile would be paid twice, and the receipt of the first payment would fit nothing.
 */
export function returnFundApplication(
  job: MaintenanceJob,
  reason: string,
  { warrant, shares, funds }: Returning,
): Decision<Returned, never, 'NOT_APPLIED' | 'BANK_TOLD' | 'WRONG_STATE' | 'REASON_INVALID'> {
  if (isBefore(job, 'APPLIED')) return refuse('NOT_APPLIED', 'MF-2');
  if (job.state === 'PAID') return wrongState(job, 'WORKS_DONE');
  const { instructedFen, instructedAt } = job;
  if (instructedFen !== null && instructedFen > 0)
    return refuse('BANK_TOLD', 'MF-2', { detail: { instructedFen, instructedOn: dateOf(instructedAt!) } });
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
