import { checkClauses, type ProcedureClauses } from '@anju/rulebook/rules-of-procedure';
import { accept, refuse } from '@anju/values/decision';
import type { DivisionCode } from '@anju/values/division';
import type { Id } from '@anju/values/id';
import { isReason, longestReason } from '@anju/values/reason';
import { addDays, type CalendarDate, dateOf, type Instant } from '@anju/values/time';
import { type EnteredPaper, whyNoPaper } from '../entered-paper';

export type RulesOfProcedureId = Id<'rop'>;

/** How an assembly votes (业主大会议事规则): a document, with what it says of votes. It is never changed; a later one follows it. */
export interface RulesOfProcedure {
  readonly id: RulesOfProcedureId;
  readonly communityId: Id<'com'>;
  readonly adoptedOn: CalendarDate;
  readonly appliesFrom: CalendarDate;
  readonly paperNumber: string;
  readonly paperSha256: string;
  readonly clauses: ProcedureClauses;
  readonly synthetic: boolean;
  readonly enteredAt: Instant;
}

export interface RulesOfProcedureDraft extends Pick<
  RulesOfProcedure,
  'communityId' | 'adoptedOn' | 'appliesFrom' | 'clauses' | 'synthetic'
> {
  readonly paper: EnteredPaper;
}

interface Entering {
  readonly id: RulesOfProcedureId;
  readonly community: { readonly divisionCode: DivisionCode; readonly synthetic: boolean };
  readonly now: Instant;
}

/** Not the law's: who enters a day further off has mistyped it. */
const mostDaysAhead = 366;
/** The Regulation on Property Management, of 2003, is the first text that knows rules of procedure. */
const firstOfAll: CalendarDate = '2003-09-01';

/** Takes rules that the owners adopted. Clauses that the law does not let them make are refused (`checkClauses`). */
export function enterRulesOfProcedure(draft: RulesOfProcedureDraft, { id, community, now }: Entering) {
  const { paper, ...rules } = draft;
  const { adoptedOn, appliesFrom, clauses } = rules;
  const today = dateOf(now);
  if (adoptedOn < firstOfAll || adoptedOn > today)
    return refuse('ADOPTED_ON_INVALID', null, { detail: { earliest: firstOfAll, today } });
  const latest = addDays(today, mostDaysAhead);
  if (appliesFrom < adoptedOn || appliesFrom > latest)
    return refuse('APPLIES_FROM_INVALID', null, { detail: { adoptedOn, latest } });
  const noPaper = whyNoPaper(paper, null);
  if (noPaper) return noPaper;
  const refused = checkClauses(clauses, community.divisionCode, appliesFrom > today ? appliesFrom : today);
  if (refused) return refused;

  const entered: RulesOfProcedure = {
    ...rules,
    id,
    paperNumber: paper.number,
    paperSha256: paper.sha256,
    synthetic: draft.synthetic || community.synthetic,
    enteredAt: now,
  };
  return accept(entered);
}

/** That they were entered by mistake, as for another community: no notice goes by them from then on. */
export interface RulesVoiding {
  readonly rulesId: RulesOfProcedureId;
  readonly reason: string;
  readonly voidedAt: Instant;
}

/** Meetings that were convened before go by them to the end, as they were told. */
export function voidRulesOfProcedure(
  rulesId: RulesOfProcedureId,
  reason: string,
  { isVoided, now }: { readonly isVoided: boolean; readonly now: Instant },
) {
  if (isVoided) return refuse('ALREADY_VOIDED');
  if (!isReason(reason)) return refuse('REASON_INVALID', null, { detail: { most: longestReason } });
  const voiding: RulesVoiding = { rulesId, reason, voidedAt: now };
  return accept(voiding);
}

/** Of a community's, those that apply on a day: the latest, and of one day those entered last, which put the others right. */
export const inForceOn = (all: readonly RulesOfProcedure[], day: CalendarDate): RulesOfProcedure | null =>
  all
    .filter(({ appliesFrom }) => appliesFrom <= day)
    .reduce<RulesOfProcedure | null>(
      (last, each) =>
        last &&
        (each.appliesFrom < last.appliesFrom || (each.appliesFrom === last.appliesFrom && each.id < last.id))
          ? last
          : each,
      null,
    );
