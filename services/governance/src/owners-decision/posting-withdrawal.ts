import type { PostingWithdrawn } from '@anju/events/governance';
import { accept, refuse } from '@anju/values/decision';
import { isReason, longestReason } from '@anju/values/reason';
import type { CalendarDate, Instant } from '@anju/values/time';
import { windowEnd } from './objection-window';
import { markOf, type OwnersDecision, type OwnersDecisionId } from './owners-decision';
import { postingOf, type PostingPaper, whyNotByPaper } from './posting';

/** A posting that was recorded by mistake: nothing hung, or not there or not then. */
export interface WithdrawnPosting extends PostingPaper {
  readonly decisionId: OwnersDecisionId;
  /** 1, 2, 3 … of its decision. */
  readonly number: number;
  readonly postedOn: CalendarDate;
  readonly recordedAt: Instant;
  readonly place: string;
  readonly photoSha256: string | null;
  readonly objectionsUntil: CalendarDate;
  readonly reason: string;
  readonly withdrawnAt: Instant;
}

interface WithdrawalNow {
  /** How many were withdrawn before. */
  readonly withdrawn: number;
  /** By which postings of it were corrected or withdrawn before. */
  readonly usedPapers: readonly PostingPaper[];
  readonly byStreet: boolean;
  readonly now: Instant;
}

/**
 * While its window is open, so that nothing rests on it yet. The decision is as before it, but that what owners wrote
 * meanwhile stays in time, also on a paper that is entered later: once it hangs, they have all their days anew.
 * So that this holds no decision up without end, it takes a paper, and a second time the street.
 */
export function withdrawPosting(
  decision: OwnersDecision,
  { reason, paperNumber, paperSha256 }: PostingPaper & { readonly reason: string },
  { withdrawn, usedPapers, byStreet, now }: WithdrawalNow,
) {
  if (decision.annulledAt) return refuse('DECISION_ANNULLED', 'GOV-VOTE-10');
  const posting = postingOf(decision);
  const end = windowEnd(decision);
  if (!posting || !end) return refuse('NOT_POSTED', 'GOV-VOTE-12');
  if (now >= end) return refuse('WINDOW_OVER', 'GOV-VOTE-12');
  if (withdrawn > 0 && !byStreet) return refuse('STREET_WITHDRAWS', 'GOV-VOTE-12');
  if (!isReason(reason)) return refuse('REASON_INVALID', 'GOV-VOTE-12', { detail: { most: longestReason } });
  const noPaper = whyNotByPaper({ paperNumber, paperSha256 }, usedPapers);
  if (noPaper) return noPaper;

  const { id: decisionId, communityId } = decision;
  const unposted: OwnersDecision = {
    ...decision,
    postedOn: null,
    postedAt: null,
    place: null,
    photoSha256: null,
    objectionsUntil: null,
  };
  const kept: WithdrawnPosting = {
    ...posting,
    decisionId,
    number: withdrawn + 1,
    reason,
    paperNumber,
    paperSha256,
    withdrawnAt: now,
  };
  const fact: PostingWithdrawn = {
    type: 'governance.posting-withdrawn.v1',
    data: { decisionId, communityId, withdrawnAt: now, ...markOf(decision) },
  };
  return accept({ decision: unposted, withdrawn: kept }, fact);
}
