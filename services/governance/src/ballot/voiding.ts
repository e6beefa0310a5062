import { accept, refuse } from '@anju/values/decision';
import { isReason } from '@anju/values/reason';
import type { Instant } from '@anju/values/time';
import { type EnteredPaper, whyNoPaper } from '../entered-paper';
import { type Question, statusOf } from '../question/question';
import type { Ballot, BallotId } from './ballot';

/** That the entry of a paper was a mistake, as of a paper entered under a wrong owner. The ballot's own row stays. */
export interface Voiding {
  readonly ballotId: BallotId;
  readonly onWordOf: 'WHO_ENTERED_IT' | 'OWNER_IT_WAS_ENTERED_UNDER' | 'OWNER_WHO_FILLED_IT_IN';
  readonly reason: string;
  readonly voidedAt: Instant;
  /** Of the paper on which the owner says so; null where who entered it saw the mistake. */
  readonly paperNumber: string | null;
  readonly paperSha256: string | null;
}

/** What is said of a mistake. */
export interface Mistake extends Pick<Voiding, 'onWordOf' | 'reason'> {
  readonly paper: EnteredPaper | null;
}

interface Receiving {
  /** What was entered under the form's number, and whether that is voided; the last one last. */
  readonly entered: readonly (Pick<Ballot, 'id'> & { readonly isVoided: boolean })[];
  /** Those that the paper answers. */
  readonly questions: readonly Question[];
  readonly now: Instant;
}

/**
 * Voids the entry that stands, while voting is open: then owners may still look and vote, and whoever saw how it ends
 * must not choose whose paper counts. Nobody is to void it by saying that an owner asked for it, so an owner's word is
 * on paper. What is entered online nobody but its owner changes (GOV-VOTE-13).
 */
export function voidBallot({ onWordOf, reason, paper }: Mistake, { entered, questions, now }: Receiving) {
  const ballot = entered.at(-1);
  if (!ballot) return refuse('FORM_NOT_ENTERED');
  if (ballot.isVoided) return refuse('ALREADY_VOIDED');
  if (questions.some((question) => statusOf(question, now) !== 'OPEN'))
    return refuse('TOO_LATE_TO_VOID', 'GOV-VOTE-13');
  if (!isReason(reason)) return refuse('REASON_INVALID');
  if (onWordOf !== 'WHO_ENTERED_IT' && !paper) return refuse('PAPER_MISSING');
  const noPaper = paper && whyNoPaper(paper, null);
  if (noPaper) return noPaper;
  const of = { paperNumber: paper?.number ?? null, paperSha256: paper?.sha256 ?? null };
  const voiding: Voiding = { ballotId: ballot.id, onWordOf, reason, voidedAt: now, ...of };
  return accept(voiding);
}
