import type { MaintenancePaymentReversed, RetentionReleaseReversed } from '@anju/events/funding';
import { accept, type Decision, refuse } from '@anju/values/decision';
import type { Fen } from '@anju/values/money';
import { isReason, longestReason } from '@anju/values/reason';
import { type CalendarDate, dateOf, type Instant } from '@anju/values/time';
import { isPaperNumber } from '../../entered-text';
import { foldTyped } from '@anju/values/fold-typed';
import { markOf } from '../../invented';
import { type BookedEntry, type NewEntry, reversalOf, standingOf } from '../ledger/journal-entry';
import { collectionsOf, fewestWorth, paymentOf } from './collections';
import { type FundShare, oweUnkeptNoMore } from './fund-share';
import type { UsedPaper } from './job-paper';
import type { MaintenanceJob, Paper } from './maintenance-job';
import { asEntered, type PaperRefusalCode, whyNotAPaper } from './paper';
import type { ReceiptReversal } from './receipt-reversal';

export interface EnteredReversal extends Paper {
  /** Of the receipt that was entered wrong. */
  readonly receiptNumber: string;
  readonly reason: string;
}

interface Standing {
  readonly shares: readonly FundShare[];
  /** All that was ever booked for the job. */
  readonly entries: readonly BookedEntry[];
  /** What the paper of the reversal was entered for before, if that forbids it for this one. */
  readonly used: UsedPaper | null;
}

interface Reversed {
  readonly job: MaintenanceJob;
  /** Of these homes what is owed or collected is as before the receipt. */
  readonly shares: readonly FundShare[];
  /** What the accounts have back is promised as it was; null where none gave anything. */
  readonly promised: 'drawnFen' | 'keptFen' | null;
  readonly reversal: Omit<ReceiptReversal, 'receiptSha256' | 'reversedBy'>;
  /** What was booked by the receipt. */
  readonly amountFen: Fen;
  /** The home that was said to have paid; null where the bank paid. */
  readonly unitId: string | null;
  readonly entry: NewEntry;
}

type ReversalRefusalCode =
  | PaperRefusalCode
  | 'REASON_INVALID'
  | 'RECEIPT_NUMBER_INVALID'
  | 'REVERSAL_PAPER_USED'
  | 'RECEIPT_NOT_BOOKED'
  | 'RECEIPT_REVERSED'
  | 'COLLECTED_SINCE'
  | 'RELEASED_SINCE';

type ReversalFact = MaintenancePaymentReversed | RetentionReleaseReversed;

/**
 * The way back from a bank's receipt that was entered wrong, by its number, day, home or job: its entry is booked the
 * other way round, and everything stands as before it, so that the right one can be entered. What money was booked on
 * the ground of it goes first: a release and collections rest on the payment (FUND-10, MF-7), and what a home paid of
 * what could not be kept, on the release.
 */
export function reverseReceipt(
  job: MaintenanceJob,
  { receiptNumber, reason, ...paper }: EnteredReversal,
  { shares, entries, used }: Standing,
  now: Instant,
): Decision<Reversed, ReversalFact, ReversalRefusalCode> {
  if (!isPaperNumber(foldTyped(receiptNumber))) return refuse('RECEIPT_NUMBER_INVALID', 'MF-2');
  const refusal = whyNotAPaper(paper);
  if (refusal) return { accepted: false, refusal };
  if (!isReason(reason.trim())) return refuse('REASON_INVALID', null, { detail: { most: longestReason } });
  const reversals = new Map(entries.map((entry) => [entry.reversesId, entry]));
  const ofNumber = entries.filter(
    ({ kind, paperNumber }) => kind !== 'RECEIPT_REVERSED' && isSameNumber(paperNumber, receiptNumber),
  );
  const standing = standingOf(entries);
  const booked = ofNumber.find((entry) => standing.includes(entry));
  if (!booked) {
    const last = ofNumber.at(-1);
    if (!last) return refuse('RECEIPT_NOT_BOOKED', 'MF-2', { detail: { receipt: receiptNumber.trim() } });
    const reversedOn = reversals.get(last.id)!.bookedOn;
    return refuse('RECEIPT_REVERSED', 'MF-2', { detail: { receipt: last.paperNumber!, reversedOn } });
  }

  if (used) return refuse('REVERSAL_PAPER_USED', 'MF-2', { detail: { ...used } });

  const today = dateOf(now);
  const asKept = asEntered(paper);
  const common = {
    entry: reversalOf(booked, { paperNumber: asKept.paperNumber, bookedOn: today }),
    reversal: {
      ...asKept,
      entryId: booked.id,
      jobId: job.id,
      communityId: job.communityId,
      kind: booked.kind as ReceiptReversal['kind'],
      receiptNumber: booked.paperNumber!,
      reason: reason.trim(),
      foldedNumber: foldTyped(asKept.paperNumber),
      reversedAt: now,
    },
  };
  const collections = collectionsOf(entries);
  switch (booked.kind) {
    case 'MAINTENANCE_PAYMENT': {
      const release = standing.find(({ kind }) => kind === 'RETENTION_RELEASED');
      if (release) {
        const detail = { receipt: release.paperNumber!, paidOn: release.bookedOn };
        return refuse('RELEASED_SINCE', 'FUND-10', { detail });
      }
      if (collections.length > 0) return collectedSince(collections);
      return accept(
        {
          ...common,
          amountFen: job.paidFen,
          unitId: null,
          job: { ...job, state: 'INSTRUCTED', paidFen: 0, receipt: null },
          shares: [],
          promised: 'drawnFen',
        },
        {
          type: 'funding.maintenance-payment-reversed.v1',
          data: { ...told(job, booked, today), paidFen: job.paidFen },
        },
      );
    }
    case 'RETENTION_RELEASED': {
      const before = oweUnkeptNoMore(shares);
      // What was paid before the release was never more than was owed without it.
      const since = collections.filter(({ bookedOn }) => bookedOn >= booked.bookedOn);
      const resting = before.flatMap(({ unitId, collectedFen, receivableFen }) =>
        fewestWorth(
          collectedFen - receivableFen!,
          since.filter((each) => paymentOf(each).unitId === unitId),
        ),
      );
      if (resting.length > 0) return collectedSince(resting);
      const [retainedFen, releasedFen] = [job.retainedFen!, job.releasedFen!];
      return accept(
        {
          ...common,
          amountFen: releasedFen,
          unitId: null,
          job: {
            ...job,
            releasedFen: null,
            receivableFen: job.receivableFen! - (retainedFen - releasedFen),
            releaseReceipt: null,
          },
          shares: before,
          promised: 'keptFen',
        },
        {
          type: 'funding.retention-release-reversed.v1',
          data: { ...told(job, booked, today), releasedFen },
        },
      );
    }
    default: {
      const { unitId, amountFen } = paymentOf(booked);
      const share = shares.find((each) => each.unitId === unitId)!;
      return accept({
        ...common,
        amountFen,
        unitId,
        job: { ...job, collectedFen: job.collectedFen - amountFen },
        shares: [{ ...share, collectedFen: share.collectedFen - amountFen }],
        promised: null,
      });
    }
  }
}

const isSameNumber = (booked: string | null, typed: string): boolean =>
  booked !== null && foldTyped(booked) === foldTyped(typed);

const mostNamed = 5;

const collectedSince = (collections: readonly BookedEntry[]) => {
  const receipts = collections.slice(0, mostNamed).map(({ paperNumber }) => paperNumber!);
  return refuse('COLLECTED_SINCE', 'MF-7', {
    detail: { receipts: receipts.join('、'), count: collections.length },
  });
};

const told = (job: MaintenanceJob, { bookedOn: paidOn }: BookedEntry, reversedOn: CalendarDate) => {
  const { id: jobId, projectId, communityId, decisionId } = job;
  return { jobId, projectId, communityId, decisionId: decisionId!, paidOn, reversedOn, ...markOf(job) };
};
