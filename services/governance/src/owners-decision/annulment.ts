import type { AnnulmentWithdrawn, DecisionAnnulled, DecisionEffective } from '@anju/events/governance';
import { dueDate } from '@anju/rulebook/deadline';
import type { RuleProfile } from '@anju/rulebook/rule-profile';
import type { DueDate, HolidayCalendar } from '@anju/rulebook/working-days';
import { accept, refuse } from '@anju/values/decision';
import { foldTyped } from '@anju/values/fold-typed';
import { isReason, longestReason } from '@anju/values/reason';
import { type CalendarDate, dateOf, type Instant } from '@anju/values/time';
import { whyNoPaper } from '../entered-paper';
import { objectionDays, type Settled, takeEffect, windowEnd } from './objection-window';
import { markOf, type OwnersDecision, type OwnersDecisionId } from './owners-decision';
import type { PostingPaper } from './posting';

/** A judgment that is final, or a decision of the county's bureau or the street (Regulation art. 19). */
export interface AnnulmentDraft extends PostingPaper {
  readonly kind: DecisionAnnulled['data']['kind'];
  /** Of the paper: the day from which the decision is annulled by it. */
  readonly annulledOn: CalendarDate;
}

export type AnnullingOffice = 'COUNTY_BUREAU' | 'SUBDISTRICT_OFFICE';

export interface Annulment extends AnnulmentDraft {
  readonly decisionId: OwnersDecisionId;
  /** 1, 2, 3 … of its decision. */
  readonly number: number;
  /** Of an administrative annulment also who annulled. */
  readonly enteredBy: AnnullingOffice;
  readonly recordedAt: Instant;
}

/** That an annulment was entered by mistake, or was set aside by another paper. */
export interface AnnulmentWithdrawal extends PostingPaper {
  readonly decisionId: OwnersDecisionId;
  /** Of the annulment. */
  readonly number: number;
  readonly reason: string;
  readonly withdrawnAt: Instant;
}

/** What was annulled and is again as it was, with both papers. */
export interface WithdrawnAnnulment {
  readonly annulment: Annulment;
  readonly withdrawal: AnnulmentWithdrawal;
}

/** The annulment of a decision that stands, and those that do not any more, in their order. */
export function historyOf(
  id: string,
  annulments: readonly Annulment[],
  withdrawals: readonly AnnulmentWithdrawal[],
) {
  const paired = annulments
    .filter(({ decisionId }) => decisionId === id)
    .map((annulment) => ({
      annulment,
      withdrawal: withdrawals.find(
        ({ decisionId, number }) => decisionId === id && number === annulment.number,
      ),
    }));
  return {
    standing: paired.find(({ withdrawal }) => !withdrawal)?.annulment ?? null,
    withdrawn: paired.filter((each): each is WithdrawnAnnulment => each.withdrawal !== undefined),
  };
}

/**
 * Whatever state a decision is in, and also one by which owners refused: whether it was counted right a court judges, and
 * not this. It binds nobody from then on, its window ends, and nothing of it is deleted. One judgment may annul all that
 * a meeting decided, so a paper is entered for each.
 */
export function annulDecision(
  decision: OwnersDecision,
  { kind, annulledOn, paperNumber, paperSha256 }: AnnulmentDraft,
  { number, enteredBy, now }: { number: number; enteredBy: AnnullingOffice; now: Instant },
) {
  const { id: decisionId, communityId, decidedAt, annulledAt } = decision;
  if (annulledAt) return refuse('DECISION_ANNULLED', 'GOV-VOTE-10');
  const noPaper = whyNoPaper({ number: paperNumber, sha256: paperSha256 }, 'GOV-VOTE-10');
  if (noPaper) return noPaper;
  const [earliest, today] = [dateOf(decidedAt), dateOf(now)];
  if (annulledOn < earliest || annulledOn > today)
    return refuse('ANNULMENT_DATE_INVALID', 'GOV-VOTE-10', { detail: { earliest, today } });

  const annulment: Annulment = {
    decisionId,
    number,
    kind,
    annulledOn,
    paperNumber,
    paperSha256,
    enteredBy,
    recordedAt: now,
  };
  const fact: DecisionAnnulled = {
    type: 'governance.decision-annulled.v1',
    data: { decisionId, communityId, kind, annulledOn, annulledAt: now, ...markOf(decision) },
  };
  return accept({ decision: { ...decision, annulledAt: now }, annulment }, fact);
}

interface WithdrawalNow {
  /** The one that stands; null where none does. */
  readonly annulment: Annulment | null;
  readonly by: AnnullingOffice;
  /** Of today. */
  readonly profile: RuleProfile;
  readonly holidays: HolidayCalendar;
  readonly now: Instant;
}

/**
 * By a paper of its own: a judgment on retrial, or the office's. The decision is as it was. Where its window was open
 * when it was annulled owners could not object meanwhile, so they have all their days anew (GOV-VOTE-12); where the last
 * objection was answered meanwhile it takes effect now.
 */
export function withdrawAnnulment(
  decision: OwnersDecision,
  { reason, paperNumber, paperSha256 }: PostingPaper & { readonly reason: string },
  { annulment, by, profile, holidays, now }: WithdrawalNow,
) {
  const { id: decisionId, communityId, annulledAt } = decision;
  if (!annulment || !annulledAt) return refuse('NOT_ANNULLED', 'GOV-VOTE-10');
  if (annulment.enteredBy === 'COUNTY_BUREAU' && by !== 'COUNTY_BUREAU')
    return refuse('COUNTY_WITHDRAWS', 'GOV-VOTE-10');
  if (!isReason(reason)) return refuse('REASON_INVALID', 'GOV-VOTE-10', { detail: { most: longestReason } });
  const noPaper = whyNoPaper({ number: paperNumber, sha256: paperSha256 }, 'GOV-VOTE-10');
  if (noPaper) return noPaper;
  if (foldTyped(paperNumber) === foldTyped(annulment.paperNumber) || paperSha256 === annulment.paperSha256)
    return refuse('PAPER_OF_ANNULMENT', 'GOV-VOTE-10', { detail: { number: annulment.paperNumber } });

  const standing: OwnersDecision = { ...decision, annulledAt: null };
  const end = windowEnd(decision);
  const until = end && annulledAt < end ? objectionDays(dateOf(now), profile, holidays) : null;
  if (until && !until.known)
    return refuse('HOLIDAYS_NOT_KNOWN', 'CONV-3', { detail: { year: until.missingYear } });
  const again = until ? { objectionsUntil: until.date } : {};
  const settled: Settled = end && !until ? takeEffect(standing, now) : accept({ ...standing, ...again });
  const withdrawal: AnnulmentWithdrawal = {
    decisionId,
    number: annulment.number,
    reason,
    paperNumber,
    paperSha256,
    withdrawnAt: now,
  };
  const fact: AnnulmentWithdrawn = {
    type: 'governance.annulment-withdrawn.v1',
    data: { decisionId, communityId, withdrawnAt: now, ...again, ...markOf(decision) },
  };
  const facts: (AnnulmentWithdrawn | DecisionEffective)[] = [fact, ...settled.events];
  return accept({ decision: settled.state, withdrawal, windowAgain: until !== null }, ...facts);
}

/** The last day on which an owner who learned of the decision on that day may sue; null where no law is known here. */
export function lastDayToSue(
  knownOn: CalendarDate,
  { meeting: { annulmentSuitYears: length } }: RuleProfile,
  holidays: HolidayCalendar,
): DueDate | null {
  return length === null ? null : dueDate(knownOn, { length, unit: 'YEAR', kind: 'ACT' }, holidays);
}
