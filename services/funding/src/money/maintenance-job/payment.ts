import type { MaintenancePaid } from '@anju/events/funding';
import { accept, type Decision, refuse } from '@anju/values/decision';
import type { Fen } from '@anju/values/money';
import { dateOf, type Instant } from '@anju/values/time';
import { markOf } from '../../invented';
import type { KnownDecision } from '../../known/decision/decision';
import {
  availableOf,
  type BookedEntry,
  hold,
  type LedgerAccount,
  type NewEntry,
} from '../ledger/journal-entry';
import { type OnRecord, whyAcceptedSince, wrongState } from './application';
import {
  bookReceipt,
  type BookedReceipt,
  type ReceiptPaperRefusalCode,
  whyNotAReceipt,
} from './booked-receipt';
import { collectionsOf, paidBefore } from './collections';
import { drawFrom, type FundShare, owedOn } from './fund-share';
import type { UsedPaper } from './job-paper';
import { type BankReceipt, type EnteredReceipt, isBefore, type MaintenanceJob } from './maintenance-job';
import { asEntered } from './paper';
import type { OnRecordRefusalCode } from './purpose';
import { collectionEntry, paymentEntry } from './postings';
import { type WaitingRefusalCode, whyNotEffective, whyPaidAfterAnnulment } from './standing-decision';

type InstructionRefusalCode = 'WRONG_STATE' | 'NOT_APPROVED' | WaitingRefusalCode | OnRecordRefusalCode;

interface Instructing {
  readonly decision: KnownDecision | null;
  readonly shares: readonly FundShare[];
  readonly funds: readonly LedgerAccount[];
  /** The community's fund is invented, or a part of it that was opened since the job was proposed. */
  readonly fundInvented: boolean;
  readonly onRecord: OnRecord;
}

interface Instructed {
  readonly job: MaintenanceJob;
  readonly shares: readonly FundShare[];
  /** The homes' funds with what is promised to this payment and what is kept. */
  readonly funds: readonly LedgerAccount[];
}

/**
 * Step 5 of MF-2: the bank is told what each account gives. That, and what the account keeps of the retention
 * (FUND-10), is then not there for another payment (MF-7). Where no account has anything it is told to pay nothing, and
 * the homes owe it all. The decision may have been effective when the payment was
 * applied for, and owners may object again by now (GOV-VOTE-12); so may another job have been accepted (MF-1).
 */
export function instructBank(
  job: MaintenanceJob,
  { decision, shares, funds, fundInvented, onRecord }: Instructing,
  now: Instant,
): Decision<Instructed, never, InstructionRefusalCode> {
  if (isBefore(job, 'APPROVED')) return refuse('NOT_APPROVED', 'MF-2');
  if (job.state !== 'APPROVED') return wrongState(job, 'INSTRUCTED');
  // There since the payment was applied for.
  const waits = whyNotEffective(decision!, now);
  if (waits) return { accepted: false, refusal: waits };
  const accepted = whyAcceptedSince(job, onRecord, now);
  if (accepted) return { accepted: false, refusal: accepted };

  const fundOf = new Map<string, LedgerAccount>(funds.map((fund) => [fund.holder, fund]));
  const drawn = drawFrom(shares, (unitId) => {
    const fund = fundOf.get(unitId);
    return fund ? availableOf(fund) : 0;
  });
  const instructedFen = sum(drawn, ({ drawnFen }) => drawnFen!);
  const receivableFen = sum(drawn, (share) => share.receivableFen!);
  const keptFen = sum(drawn, (share) => share.keptFen!);
  const held = drawn.filter((share) => promisedOf(share) > 0);
  return accept({
    job: {
      ...job,
      state: 'INSTRUCTED',
      instructedAt: now,
      instructedFen,
      receivableFen,
      keptFen,
      synthetic: job.synthetic || fundInvented,
      syntheticByItself: job.syntheticByItself || fundInvented,
    },
    shares: drawn,
    funds: held.map((share) => hold(fundOf.get(share.unitId)!, promisedOf(share))),
  });
}

type ReceiptRefusalCode =
  | ReceiptPaperRefusalCode
  | 'WRONG_STATE'
  | 'NOT_INSTRUCTED'
  | 'AMOUNT_DIFFERS'
  | 'DATE_IN_FUTURE'
  | 'PAID_BEFORE_INSTRUCTION'
  | 'PAID_AFTER_ANNULMENT';

interface Paid {
  readonly job: MaintenanceJob;
  readonly booked: BookedReceipt;
  readonly entry: NewEntry;
}

interface Paying {
  readonly decision: KnownDecision | null;
  readonly shares: readonly FundShare[];
  readonly used: UsedPaper | null;
}

/** Step 6 of MF-2: the bank paid exactly what it was told to, once for each receipt, and not on an annulled decision. */
export function recordBankReceipt(
  job: MaintenanceJob,
  { amountFen, ...entered }: EnteredReceipt,
  { decision, shares, used }: Paying,
  now: Instant,
): Decision<Paid, MaintenancePaid, ReceiptRefusalCode> {
  const { instructedFen, instructedAt } = job;
  if (isBefore(job, 'INSTRUCTED') || instructedFen === null || instructedAt === null)
    return refuse('NOT_INSTRUCTED', 'MF-2');
  if (job.state !== 'INSTRUCTED') return wrongState(job, 'PAID');
  const refusal = whyNotAReceipt(entered, used, 'MF-2');
  if (refusal) return { accepted: false, refusal };
  if (amountFen !== instructedFen)
    return refuse('AMOUNT_DIFFERS', 'MF-2', { detail: { amountFen, instructedFen } });
  const receipt = { ...asEntered(entered), paidOn: entered.paidOn };
  const { paidOn } = receipt;
  if (paidOn > dateOf(now)) return refuse('DATE_IN_FUTURE', null, { detail: { date: paidOn } });
  const instructedOn = dateOf(instructedAt);
  if (paidOn < instructedOn)
    return refuse('PAID_BEFORE_INSTRUCTION', 'MF-2', { detail: { paidOn, instructedOn } });
  const stopped = whyPaidAfterAnnulment(decision, paidOn);
  if (stopped) return { accepted: false, refusal: stopped };

  const paid: MaintenanceJob = { ...job, state: 'PAID', paidFen: instructedFen, receipt };
  return accept(
    { job: paid, booked: bookReceipt(job, receipt, now), entry: paymentEntry(paid, shares, receipt) },
    told(paid, receipt),
  );
}

const told = (job: MaintenanceJob, { paidOn }: BankReceipt): MaintenancePaid => {
  const { id, projectId, communityId, decisionId, costFen, paidFen, retainedFen, receivableFen } = job;
  return {
    type: 'funding.maintenance-paid.v1',
    data: {
      jobId: id,
      projectId,
      communityId,
      decisionId: decisionId!,
      costFen: costFen!,
      paidFen,
      retainedFen: retainedFen!,
      receivableFen: receivableFen!,
      paidOn,
      ...markOf(job),
    },
  };
};

type CollectionRefusalCode =
  | ReceiptPaperRefusalCode
  | 'NOT_PAID'
  | 'HOME_NOT_CHARGED'
  | 'AMOUNT_NOT_POSITIVE'
  | 'MORE_THAN_OWED'
  | 'DATE_IN_FUTURE'
  | 'COLLECTED_BEFORE_PAYMENT';

interface Collecting {
  /** Null where the home pays nothing of the job. */
  readonly share: FundShare | null;
  /** All that was booked for the job. */
  readonly entries: readonly BookedEntry[];
  readonly used: UsedPaper | null;
}

interface Collected extends Paid {
  readonly share: FundShare;
}

/** A home pays the contractor something of what its account could not give; the rest stays owed (MF-7). */
export function collectReceivable(
  job: MaintenanceJob,
  { amountFen, ...entered }: EnteredReceipt,
  { share, entries, used }: Collecting,
  now: Instant,
): Decision<Collected, never, CollectionRefusalCode> {
  if (job.state !== 'PAID' || !job.receipt) return refuse('NOT_PAID', 'MF-7');
  if (!share) return refuse('HOME_NOT_CHARGED', 'MF-7');
  if (amountFen <= 0) return refuse('AMOUNT_NOT_POSITIVE', 'MF-7', { detail: { amountFen } });
  const releasedOn = job.releaseReceipt?.paidOn;
  const release = releasedOn && {
    releasedOn,
    paidBeforeFen: paidBefore(releasedOn, share.unitId, collectionsOf(entries)),
  };
  const owedFen = owedOn(entered.paidOn, share, release ?? null);
  if (amountFen > owedFen) return refuse('MORE_THAN_OWED', 'MF-7', { detail: { amountFen, owedFen } });
  const refusal = whyNotAReceipt(entered, used, 'MF-7');
  if (refusal) return { accepted: false, refusal };
  const receipt = { ...asEntered(entered), paidOn: entered.paidOn };
  const { paidOn } = receipt;
  if (paidOn > dateOf(now)) return refuse('DATE_IN_FUTURE', null, { detail: { date: paidOn } });
  const jobPaidOn = job.receipt.paidOn;
  if (paidOn < jobPaidOn)
    return refuse('COLLECTED_BEFORE_PAYMENT', 'MF-7', { detail: { paidOn, jobPaidOn } });

  return accept({
    job: { ...job, collectedFen: job.collectedFen + amountFen },
    share: { ...share, collectedFen: share.collectedFen + amountFen },
    booked: bookReceipt(job, receipt, now),
    entry: collectionEntry(job, share.unitId, amountFen, receipt),
  });
}

const promisedOf = ({ drawnFen, keptFen }: FundShare): Fen => drawnFen! + keptFen!;

const sum = (shares: readonly FundShare[], of: (share: FundShare) => Fen): Fen =>
  shares.reduce((sofar, share) => sofar + of(share), 0);
