import { type Refusal, refuse } from '@anju/values/decision';
import type { Fen } from '@anju/values/money';
import { type CalendarDate, dateOf, type Instant } from '@anju/values/time';
import type { KnownDecision } from '../../known/decision/decision';
import type { MaintenanceJob } from './maintenance-job';

/** The warrant of an annulled decision has fallen; null while it stands (GOV-VOTE-10). */
export function whyAnnulled({ id, annulledOn }: KnownDecision): Refusal<'DECISION_ANNULLED'> | null {
  if (!annulledOn) return null;
  return refuse('DECISION_ANNULLED', 'GOV-VOTE-10', { detail: { decisionId: id, annulledOn } }).refusal;
}

export type WaitingRefusalCode = 'DECISION_ANNULLED' | 'DECISION_NOT_EFFECTIVE';

/** Money waits until nobody may object any more; null where it need not (GOV-VOTE-12). For an annulled one it waits in vain. */
export function whyNotEffective(decision: KnownDecision, now: Instant): Refusal<WaitingRefusalCode> | null {
  const { id, effectiveAt } = decision;
  const fallen = whyAnnulled(decision);
  if (fallen) return fallen;
  if (effectiveAt && effectiveAt <= now) return null;
  // Governance may be about to tell that it is.
  return refuse('DECISION_NOT_EFFECTIVE', 'GOV-VOTE-12', { retryable: true, detail: { decisionId: id } })
    .refusal;
}

/**
 * Why a payment is not booked that the bank made after the annulment was recorded: it had to be stopped, and is to be
 * paid back. What it paid by that day nobody could have stopped: that happened, and the books say so (GOV-VOTE-10).
 */
export function whyPaidAfterAnnulment(
  decision: KnownDecision | null,
  paidOn: CalendarDate,
): Refusal<'PAID_AFTER_ANNULMENT'> | null {
  if (!decision?.annulledOn || !decision.annulledAt) return null;
  const { id, annulledOn, annulledAt } = decision;
  const recordedOn = dateOf(annulledAt);
  if (paidOn <= recordedOn) return null;
  return refuse('PAID_AFTER_ANNULMENT', 'GOV-VOTE-10', {
    detail: { decisionId: id, annulledOn, recordedOn, paidOn },
  }).refusal;
}

export interface PaymentStop {
  readonly decisionId: KnownDecision['id'];
  readonly annulledOn: CalendarDate;
  readonly recordedAt: Instant;
  /** Of the cost: what neither the bank nor a home has paid. Null before the works are measured. */
  readonly openFen: Fen | null;
}

/** What stands still of a job whose decision is annulled; null where nothing does (GOV-VOTE-10). */
export function stopOf(job: MaintenanceJob, decision: KnownDecision | null): PaymentStop | null {
  if (!decision?.annulledOn || !decision.annulledAt || job.withdrawal) return null;
  const { costFen, paidFen, releasedFen, collectedFen } = job;
  const openFen = costFen === null ? null : costFen - paidFen - (releasedFen ?? 0) - collectedFen;
  if (openFen === 0) return null;
  const { id: decisionId, annulledOn, annulledAt: recordedAt } = decision;
  return { decisionId, annulledOn, recordedAt, openFen };
}
