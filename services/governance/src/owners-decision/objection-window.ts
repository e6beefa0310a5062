import type { DecisionEffective, DecisionSuspended } from '@anju/events/governance';
import { dueDate } from '@anju/rulebook/deadline';
import type { RuleProfile } from '@anju/rulebook/rule-profile';
import type { DueDate, HolidayCalendar } from '@anju/rulebook/working-days';
import { accept, type Decision, refuse } from '@anju/values/decision';
import { type CalendarDate, endOfDay, type Instant, startOfDay } from '@anju/values/time';
import { markOf, type OwnersDecision } from './owners-decision';

/** When the window is over; null where it has not begun. */
export const windowEnd = ({ objectionsUntil }: OwnersDecision): Instant | null =>
  objectionsUntil && endOfDay(objectionsUntil);

/** By when an objection that came in that day is answered, in writing: within some working days (GOV-VOTE-12). */
export const answerDue = (
  day: CalendarDate,
  { meeting: { objectionAnswerWorkingDays: length } }: RuleProfile,
  holidays: HolidayCalendar,
) => dueDate(day, { length, unit: 'WORKING_DAY', kind: 'ACT' }, holidays);

/**
 * The last of the days on which owners may object, from this one on (GOV-VOTE-12). Known only if the answer to whoever
 * objects on it is too: nobody is sent away for want of a year, since the window would be over when that is known.
 */
export function objectionDays(from: CalendarDate, profile: RuleProfile, holidays: HolidayCalendar): DueDate {
  const { decisionObjectionDays: length } = profile.meeting;
  const until = dueDate(from, { length, unit: 'DAY', kind: 'ACT' }, holidays);
  if (!until.known) return until;
  const answer = answerDue(until.date, profile, holidays);
  return answer.known ? until : answer;
}

/**
 * One more objection is open, that came in then: from the first day on which the decision was said to hang, to the end of
 * the window. One that came in time holds the decision up also where it took effect before the objection was entered.
 */
export function objectTo(decision: OwnersDecision, raisedAt: Instant, now: Instant) {
  if (decision.annulledAt) return refuse('DECISION_ANNULLED', 'GOV-VOTE-10');
  const { firstPostedOn } = decision;
  const end = windowEnd(decision);
  if (!firstPostedOn || raisedAt < startOfDay(firstPostedOn)) return refuse('NOT_POSTED', 'GOV-VOTE-12');
  if (!end) return refuse('POSTING_WITHDRAWN', 'GOV-VOTE-12');
  if (raisedAt >= end) return refuse('WINDOW_OVER', 'GOV-VOTE-12');
  const waiting = suspend(decision, now);
  return accept({ ...waiting.state, openObjections: decision.openObjections + 1 }, ...waiting.events);
}

/** It waits again, where it was effective: what rests on it is not done from now on (GOV-VOTE-12). */
export function suspend(decision: OwnersDecision, suspendedAt: Instant) {
  const { id: decisionId, communityId, effectiveAt } = decision;
  if (!effectiveAt) return { state: decision, events: [] };
  const fact: DecisionSuspended = {
    type: 'governance.decision-suspended.v1',
    data: { decisionId, communityId, suspendedAt, ...markOf(decision) },
  };
  return { state: { ...decision, effectiveAt: null }, events: [fact] };
}

/** An answered objection is open again, unless nothing held the decision up any more. */
export function reopenObjection(decision: OwnersDecision, now: Instant) {
  const { openObjections, effectiveAt, annulledAt } = decision;
  if (annulledAt) return refuse('DECISION_ANNULLED', 'GOV-VOTE-10');
  const end = windowEnd(decision);
  // Without an end its posting was withdrawn, and it waits for another.
  const heldUp = openObjections > 0 || end === null || now < end;
  if (effectiveAt || !heldUp) return refuse('NOT_HELD_UP', 'GOV-VOTE-12');
  return accept({ ...decision, openObjections: openObjections + 1 });
}

/** The decision as it is then, and whether it took effect. */
export type Settled = Extract<Decision<OwnersDecision, DecisionEffective, never>, { accepted: true }>;

/** One objection less is open; the last one to be answered after the window makes the decision effective. */
export function settleObjection(decision: OwnersDecision, now: Instant): Settled {
  const settled = { ...decision, openObjections: decision.openObjections - 1 };
  const end = windowEnd(settled);
  return end && now >= end ? takeEffect(settled, now) : accept(settled);
}

/** The window is over: effective from its end on, however late that is noticed, unless an objection is open. */
export function endWindow(decision: OwnersDecision, now: Instant): Settled {
  const end = windowEnd(decision);
  return end && now >= end ? takeEffect(decision, end) : accept(decision);
}

/** Only what was adopted lets others do anything (GOV-VOTE-12), and nothing that was annulled (GOV-VOTE-10). */
export function takeEffect(decision: OwnersDecision, effectiveAt: Instant): Settled {
  const { id: decisionId, communityId, outcome, openObjections } = decision;
  if (outcome !== 'ADOPTED' || openObjections > 0 || decision.effectiveAt || decision.annulledAt)
    return accept(decision);
  const fact: DecisionEffective = {
    type: 'governance.decision-effective.v1',
    data: { decisionId, communityId, effectiveAt, ...markOf(decision) },
  };
  return accept({ ...decision, effectiveAt }, fact);
}
