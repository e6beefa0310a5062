import type { RetentionReleased } from '@anju/events/funding';
import type { PaymentRules, WarrantyRules } from '@anju/rulebook/thresholds';
import { accept, type Decision, type Refusal, refuse } from '@anju/values/decision';
import { floorOf, staysWithin } from '@anju/values/fraction';
import type { Fen } from '@anju/values/money';
import { type CalendarDate, dateOf, type Instant, yearOf } from '@anju/values/time';
import { markOf } from '../../invented';
import type { KnownDecision } from '../../known/decision/decision';
import type { NewEntry } from '../ledger/journal-entry';
import {
  bookReceipt,
  type BookedReceipt,
  type ReceiptPaperRefusalCode,
  whyNotAReceipt,
} from './booked-receipt';
import { oweUnkept, type FundShare } from './fund-share';
import type { UsedPaper } from './job-paper';
import type { Acceptance, BankReceipt, EnteredReceipt, MaintenanceJob } from './maintenance-job';
import { asEntered } from './paper';
import { releaseEntry } from './postings';
import { whyPaidAfterAnnulment } from './standing-decision';
import { isUnderWarranty } from './warranty';

export type RetentionRefusalCode = 'RETENTION_OUT_OF_RANGE' | 'TOO_MUCH_BEFORE_ACCEPTANCE';

/** Why so much may not be kept of a cost; null if it may: a contract keeps nothing at least and a share at most (FUND-10). */
export function whyNotRetained(
  retainedFen: Fen,
  costFen: Fen,
  { retentionMax }: Pick<PaymentRules, 'retentionMax'>,
): Refusal<'RETENTION_OUT_OF_RANGE'> | null {
  if (retainedFen >= 0 && staysWithin(retainedFen, costFen, retentionMax)) return null;
  const detail = { retainedFen, costFen, mostFen: floorOf(costFen, retentionMax) };
  return refuse('RETENTION_OUT_OF_RANGE', 'FUND-10', { detail }).refusal;
}

/**
 * Why works that nobody has accepted yet are not paid but for this retention; null if they are (FUND-10). The part that
 * has to wait is rounded down to the fen, as a retention of the same share is: else no odd cost could be paid for.
 */
export function whyNotBeforeAcceptance(
  retainedFen: Fen,
  costFen: Fen,
  { progressMax: { numerator, denominator } }: Pick<PaymentRules, 'progressMax'>,
): Refusal<'TOO_MUCH_BEFORE_ACCEPTANCE'> | null {
  const waitingFen = floorOf(costFen, { numerator: denominator - numerator, denominator });
  if (retainedFen >= waitingFen) return null;
  const detail = { askedFen: costFen - retainedFen, costFen, mostFen: costFen - waitingFen };
  return refuse('TOO_MUCH_BEFORE_ACCEPTANCE', 'FUND-10', { detail }).refusal;
}

type ReleaseRefusalCode =
  | ReceiptPaperRefusalCode
  | 'NOT_PAID'
  | 'NOTHING_RETAINED'
  | 'RETENTION_RELEASED'
  | 'NOT_ACCEPTED'
  | 'DATE_IN_FUTURE'
  | 'RELEASED_BEFORE_PAYMENT'
  | 'WARRANTY_RUNS'
  | 'RELEASE_DIFFERS'
  | 'PAID_AFTER_ANNULMENT';

export interface EnteredRelease extends EnteredReceipt {
  /** Of heating alone: whole seasons it has run since it was accepted. */
  readonly heatingSeasons: number | null;
}

interface Released {
  readonly job: MaintenanceJob;
  readonly shares: readonly FundShare[];
  readonly booked: BookedReceipt;
  readonly entry: NewEntry;
}

interface Releasing {
  readonly decision: KnownDecision | null;
  readonly shares: readonly FundShare[];
  readonly used: UsedPaper | null;
  /** Of the day of acceptance. */
  readonly rules: WarrantyRules;
}

/**
 * The warranty is over and the bank paid the contractor what the accounts kept for it, no more and no less (FUND-10).
 * What an account had not left to keep its home owes from now on (MF-7).
 */
export function releaseRetention(
  job: MaintenanceJob,
  { amountFen, heatingSeasons, ...entered }: EnteredRelease,
  { decision, shares, used, rules }: Releasing,
  now: Instant,
): Decision<Released, RetentionReleased, ReleaseRefusalCode> {
  if (!job.receipt) return refuse('NOT_PAID', 'FUND-10');
  const already = whyReleased(job);
  if (already) return { accepted: false, refusal: already };
  const { acceptance } = job;
  // Both there since the bank was told to pay.
  const [retainedFen, keptFen] = [job.retainedFen!, job.keptFen!];
  if (retainedFen === 0) return refuse('NOTHING_RETAINED', 'FUND-10');
  if (!acceptance) return refuse('NOT_ACCEPTED', 'PROJ-4');
  const refusal = whyNotAReceipt(entered, used, 'FUND-10');
  if (refusal) return { accepted: false, refusal };
  const receipt = { ...asEntered(entered), paidOn: entered.paidOn };
  const { paidOn } = receipt;
  if (paidOn > dateOf(now)) return refuse('DATE_IN_FUTURE', null, { detail: { date: paidOn } });
  const jobPaidOn = job.receipt.paidOn;
  if (paidOn < jobPaidOn)
    return refuse('RELEASED_BEFORE_PAYMENT', 'FUND-10', { detail: { paidOn, jobPaidOn } });
  const stopped = whyPaidAfterAnnulment(decision, paidOn);
  if (stopped) return { accepted: false, refusal: stopped };
  const runs = whyWarrantyRuns(acceptance, heatingSeasons, paidOn, rules);
  if (runs) return { accepted: false, refusal: runs };
  if (amountFen !== keptFen)
    return refuse('RELEASE_DIFFERS', 'FUND-10', { detail: { amountFen, keptFen, retainedFen } });

  const released: MaintenanceJob = {
    ...job,
    releasedFen: keptFen,
    receivableFen: (job.receivableFen ?? 0) + retainedFen - keptFen,
    releaseReceipt: receipt,
  };
  return accept(
    {
      job: released,
      shares: oweUnkept(shares),
      booked: bookReceipt(job, receipt, now),
      entry: releaseEntry(job, shares, receipt),
    },
    told(released, receipt),
  );
}

/** Why nothing about the retention changes any more; null until it is released (FUND-10). */
export function whyReleased({
  releasedFen,
  releaseReceipt,
}: MaintenanceJob): Refusal<'RETENTION_RELEASED'> | null {
  if (!releaseReceipt || releasedFen === null) return null;
  return refuse('RETENTION_RELEASED', 'FUND-10', { detail: { releasedFen, paidOn: releaseReceipt.paidOn } })
    .refusal;
}

/** Why the builder still answers for the works on that day; null once it does not (PROJ-4). */
function whyWarrantyRuns(
  { part, acceptedOn, designLifeYears, warrantyUntil }: Acceptance,
  said: number | null,
  day: CalendarDate,
  rules: WarrantyRules,
): Refusal<'WARRANTY_RUNS'> | null {
  // A heating season runs over a New Year, so no more of them are over than that.
  const heatingSeasons = Math.min(said ?? 0, yearOf(day) - yearOf(acceptedOn));
  if (!isUnderWarranty({ part, acceptedOn, designLifeYears, heatingSeasons }, day, rules)) return null;
  const until = warrantyUntil ?? `${rules.heatingSeasons} × HEATING`;
  return refuse('WARRANTY_RUNS', 'FUND-10', { detail: { part, acceptedOn, until } }).refusal;
}

const told = (job: MaintenanceJob, { paidOn }: BankReceipt): RetentionReleased => {
  const { id, projectId, communityId, decisionId } = job;
  const retainedFen = job.retainedFen!;
  const releasedFen = job.releasedFen!;
  return {
    type: 'funding.retention-released.v1',
    data: {
      jobId: id,
      projectId,
      communityId,
      decisionId: decisionId!,
      retainedFen,
      releasedFen,
      receivableFen: retainedFen - releasedFen,
      paidOn,
      ...markOf(job),
    },
  };
};
