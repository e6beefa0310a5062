import { dueDate } from '@anju/rulebook/deadline';
import type { RuleProfile } from '@anju/rulebook/rule-profile';
import type { HolidayCalendar } from '@anju/rulebook/working-days';
import { accept, type Decision, refuse } from '@anju/values/decision';
import type { Id } from '@anju/values/id';
import { dateOf, type Instant } from '@anju/values/time';
import { objectTo, type OwnersDecision, type OwnersDecisionId } from '../owners-decision/owners-decision';

export type ObjectionId = Id<'obj'>;

/** An owner's written objection to a decision (GOV-VOTE-12). */
export interface Objection {
  readonly id: ObjectionId;
  readonly version: number;
  readonly decisionId: OwnersDecisionId;
  readonly ownerId: Id<'own'>;
  /** Sealed, as is the answer: what people write of their neighbours (PRIV-1). */
  readonly text: string;
  readonly raisedAt: Instant;
  readonly answer: string | null;
  readonly answeredBy: 'CONVENER' | 'STREET' | null;
  readonly answeredAt: Instant | null;
}

const longestText = 2000;

export const checkText = (text: string) =>
  text.length < 1 || text.length > longestText
    ? refuse('TEXT_INVALID', 'GOV-VOTE-12', { detail: { most: longestText } })
    : null;

interface Raising {
  readonly objectionId: ObjectionId;
  readonly ownerId: Id<'own'>;
  readonly sealedText: string;
  /** Of today. */
  readonly profile: RuleProfile;
  readonly holidays: HolidayCalendar;
  readonly now: Instant;
}

/** Holds the decision up until it is answered, in writing, within some working days. */
export function raiseObjection(
  decision: OwnersDecision,
  { objectionId: id, ownerId, sealedText: text, profile, holidays, now }: Raising,
) {
  const objected = objectTo(decision, now);
  if (!objected.accepted) return objected;

  const { objectionAnswerWorkingDays: length } = profile.meeting;
  const due = dueDate(dateOf(now), { length, unit: 'WORKING_DAY', kind: 'ACT' }, holidays);
  if (!due.known) return refuse('HOLIDAYS_NOT_KNOWN', 'CONV-3', { detail: { year: due.missingYear } });
  const objection: Objection = {
    id,
    version: 1,
    decisionId: decision.id,
    ownerId,
    text,
    raisedAt: now,
    answer: null,
    answeredBy: null,
    answeredAt: null,
  };
  return accept({ objection, decision: objected.state, answerBy: due.date });
}

/** The decision that it was about is settled apart from it, by `settleObjection`. */
export function answerObjection(
  objection: Objection,
  {
    sealedAnswer: answer,
    answeredBy,
    now,
  }: { sealedAnswer: string; answeredBy: 'CONVENER' | 'STREET'; now: Instant },
): Decision<Objection, never, 'ALREADY_ANSWERED'> {
  if (objection.answeredAt) return refuse('ALREADY_ANSWERED', 'GOV-VOTE-12');
  return accept({ ...objection, answer, answeredBy, answeredAt: now });
}
