import type { RuleProfile } from '@anju/rulebook/rule-profile';
import type { HolidayCalendar } from '@anju/rulebook/working-days';
import { accept, type Decision, refuse } from '@anju/values/decision';
import { hidesSomethingInLines } from '@anju/values/hidden';
import type { Id } from '@anju/values/id';
import { isReason, longestReason } from '@anju/values/reason';
import { fitsIn } from '@anju/values/text-length';
import { dateOf, type Instant } from '@anju/values/time';
import { type EnteredPaper, whyNoPaper } from '../entered-paper';
import { answerDue, objectTo, reopenObjection } from '../owners-decision/objection-window';
import type { OwnersDecision, OwnersDecisionId } from '../owners-decision/owners-decision';

export type ObjectionId = Id<'obj'>;

/** An owner's written objection to a decision (GOV-VOTE-12). */
export interface Objection {
  readonly id: ObjectionId;
  readonly version: number;
  readonly decisionId: OwnersDecisionId;
  readonly ownerId: Id<'own'>;
  /** Sealed, as is the answer: what people write of their neighbours (PRIV-1). */
  readonly text: string;
  /** When it came in; on paper, when the office received it. */
  readonly raisedAt: Instant;
  /** When the office entered the paper; null online, as are its number and hash. */
  readonly enteredAt: Instant | null;
  readonly paperNumber: string | null;
  readonly paperSha256: string | null;
  readonly answer: string | null;
  readonly answeredBy: 'CONVENER' | 'STREET' | null;
  readonly answeredAt: Instant | null;
  /** When its owner took the convener's answer to the street. */
  readonly insistedAt: Instant | null;
  /** Sealed; the last word on it. */
  readonly streetAnswer: string | null;
  readonly streetAnsweredAt: Instant | null;
  /** When it was taken back, as where a paper was entered under a wrong owner; what was written stays. */
  readonly withdrawnAt: Instant | null;
  /** What the street says was wrong; null where the owner withdrew it, who owes no reason. */
  readonly withdrawalReason: string | null;
}

/** Whether an answer is owed: the first one, or the street's where the owner insists. */
export const isOpen = ({ answeredAt, insistedAt, streetAnsweredAt, withdrawnAt }: Objection): boolean =>
  !withdrawnAt && (insistedAt ? !streetAnsweredAt : !answeredAt);

const longestText = 2000;

export const checkText = (text: string) =>
  !fitsIn(text, longestText) || hidesSomethingInLines(text)
    ? refuse('TEXT_INVALID', 'GOV-VOTE-12', { detail: { most: longestText } })
    : null;

/** What an owner handed in instead of objecting online. */
export interface ObjectionPaper extends EnteredPaper {
  readonly receivedAt: Instant;
  /** Whether a paper of this owner with this number or hash was entered before, against the same decision. */
  readonly isEntered: boolean;
}

interface Raising {
  readonly objectionId: ObjectionId;
  readonly ownerId: Id<'own'>;
  readonly sealedText: string;
  /** Null online. */
  readonly paper: ObjectionPaper | null;
  /** Of the day it came in: asked once that is known to be a day of the posting, since of one long past there is none. */
  readonly profileThen: () => RuleProfile;
  readonly holidays: HolidayCalendar;
  readonly now: Instant;
}

/**
 * Holds the decision up until it is answered, in writing, within some working days. A paper is in time, and its answer
 * due, by when it was received, however late it is entered: the owner did in time what there was to do. A decision that
 * took effect meanwhile waits again. Neighbours may sign one letter: the same paper is refused for the same owner.
 */
export function raiseObjection(
  decision: OwnersDecision,
  { objectionId: id, ownerId, sealedText: text, paper, profileThen, holidays, now }: Raising,
) {
  const raisedAt = paper?.receivedAt ?? now;
  if (raisedAt > now) return refuse('RECEIVED_IN_FUTURE', 'GOV-VOTE-12');
  const objected = objectTo(decision, raisedAt, now);
  if (!objected.accepted) return objected;
  const noPaper = paper && whyNoPaper(paper, 'GOV-VOTE-12');
  if (noPaper) return noPaper;
  if (paper?.isEntered) return refuse('PAPER_ENTERED', 'GOV-VOTE-12');

  const due = answerDue(dateOf(raisedAt), profileThen(), holidays);
  if (!due.known) return refuse('HOLIDAYS_NOT_KNOWN', 'CONV-3', { detail: { year: due.missingYear } });
  const objection: Objection = {
    id,
    version: 1,
    decisionId: decision.id,
    ownerId,
    text,
    raisedAt,
    enteredAt: paper && now,
    paperNumber: paper && paper.number,
    paperSha256: paper && paper.sha256,
    answer: null,
    answeredBy: null,
    answeredAt: null,
    insistedAt: null,
    streetAnswer: null,
    streetAnsweredAt: null,
    withdrawnAt: null,
    withdrawalReason: null,
  };
  return accept({ objection, decision: objected.state, answerBy: due.date }, ...objected.events);
}

/**
 * Its owner is not content with the convener's answer: the street answers now, within as many working days
 * again, and the decision is held up until then. Only while it is not effective, and once.
 */
export function insistOnObjection(
  objection: Objection,
  decision: OwnersDecision,
  /** The profile is that of today. */
  { profile, holidays, now }: { profile: RuleProfile; holidays: HolidayCalendar; now: Instant },
) {
  if (objection.withdrawnAt) return refuse('ALREADY_WITHDRAWN', 'GOV-VOTE-12');
  if (!objection.answeredAt) return refuse('NOT_ANSWERED', 'GOV-VOTE-12');
  if (objection.insistedAt) return refuse('ALREADY_INSISTED', 'GOV-VOTE-12');
  if (objection.answeredBy === 'STREET') return refuse('STREET_HAS_ANSWERED', 'GOV-VOTE-12');
  const reopened = reopenObjection(decision, now);
  if (!reopened.accepted) return reopened;

  const due = answerDue(dateOf(now), profile, holidays);
  if (!due.known) return refuse('HOLIDAYS_NOT_KNOWN', 'CONV-3', { detail: { year: due.missingYear } });
  return accept({
    objection: { ...objection, insistedAt: now },
    decision: reopened.state,
    answerBy: due.date,
  });
}

/**
 * The decision that it was about is settled apart from it, by `settleObjection`. Where the owner insists it is
 * the street's answer that is owed, and the convener's stays beside it.
 */
export function answerObjection(
  objection: Objection,
  {
    sealedAnswer: answer,
    answeredBy,
    now,
  }: { sealedAnswer: string; answeredBy: 'CONVENER' | 'STREET'; now: Instant },
): Decision<Objection, never, 'ALREADY_WITHDRAWN' | 'ALREADY_ANSWERED' | 'STREET_ANSWERS'> {
  if (objection.withdrawnAt) return refuse('ALREADY_WITHDRAWN', 'GOV-VOTE-12');
  if (!isOpen(objection)) return refuse('ALREADY_ANSWERED', 'GOV-VOTE-12');
  if (objection.insistedAt) {
    if (answeredBy !== 'STREET') return refuse('STREET_ANSWERS', 'GOV-VOTE-12');
    return accept({ ...objection, streetAnswer: answer, streetAnsweredAt: now });
  }
  return accept({ ...objection, answer, answeredBy, answeredAt: now });
}

/**
 * While an answer is owed. Its owner takes back the own one; what was entered on paper, under a wrong owner perhaps, the
 * street does, which says why. The convener never: nobody silences whoever objects to the own work.
 */
export function withdrawObjection(
  objection: Objection,
  { by, reason, now }: { by: 'OWNER' | 'STREET'; reason: string; now: Instant },
) {
  if (objection.withdrawnAt) return refuse('ALREADY_WITHDRAWN', 'GOV-VOTE-12');
  if (!isOpen(objection)) return refuse('ALREADY_ANSWERED', 'GOV-VOTE-12');
  if (by === 'STREET' && objection.enteredAt === null) return refuse('NOT_ON_PAPER', 'GOV-VOTE-12');
  if (by === 'STREET' && !isReason(reason))
    return refuse('REASON_INVALID', 'GOV-VOTE-12', { detail: { most: longestReason } });
  return accept({ ...objection, withdrawnAt: now, withdrawalReason: by === 'STREET' ? reason : null });
}
