import type { DecisionEffective, DecisionSuspended } from '@anju/events/governance';
import { dueDate } from '@anju/rulebook/deadline';
import type { RuleProfile } from '@anju/rulebook/rule-profile';
import type { HolidayCalendar } from '@anju/rulebook/working-days';
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
 * One more objection is open, that came in then: from the first day on which the decision was said to hang, to the end of
 * the window. One that came in time holds the decision up also where it took effect before the objection was entered.
 */
export function objectTo(decision: OwnersDecision, raisedAt: Instant, now: Instant) {
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
  const { openObjections, effectiveAt } = decision;
  const end = windowEnd(decision);
  // Without an end its posting was withdrawn, and it waits for another.
  const heldUp = openObjections > 0 || end === null || now < end;
  if (effectiveAt || !heldUp) return refuse('NOT_HELD_UP', 'GOV-VOTE-12');
  return accept({ ...decision, openObjections: openObjections + 1 });
}

/** The decision as it is then, and whether it took effect. */
type Settled = Extract<Decision<OwnersDecision, DecisionEffective, never>, { accepted: true }>;

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

/** Only what was adopted lets others do anything (GOV-VOTE-12). */
function takeEffect(decision: OwnersDecision, effectiveAt: Instant): Settled {
  const { id: decisionId, communityId, outcome, openObjections } = decision;
  if (outcome !== 'ADOPTED' || openObjections > 0 || decision.effectiveAt) return accept(decision);
  const fact: DecisionEffective = {
    type: 'governance.decision-effective.v1',
    data: { decisionId, communityId, effectiveAt, ...markOf(decision) },
  };
  return accept({ ...decision, effectiveAt }, fact);
}
