import { profileAt } from '@anju/rulebook/rule-profile';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { appendToOutbox } from '@anju/runtime/outbox';
import { endTimer, setTimer } from '@anju/runtime/timers';
import { accept, refuse } from '@anju/values/decision';
import { type CalendarDate, dateOf, startOfDay } from '@anju/values/time';
import { mayActIn } from '../assembly-meeting/may-act.queries';
import type { EnteredPaper } from '../entered-paper';
import { windowEnd } from './objection-window';
import type { OwnersDecisionId } from './owners-decision';
import { lockDecision, updateDecision } from './owners-decision.table';
import { postDecision as decide, type PostingCorrection } from './posting';
import { findSupersededPostings, insertSupersededPosting } from './superseded-posting.table';
import { findWithdrawnPostings } from './withdrawn-posting.table';

interface Posting {
  readonly decisionId: OwnersDecisionId;
  /** Null is today. */
  readonly postedOn: CalendarDate | null;
  readonly place: string;
  readonly photoSha256: string | null;
  readonly minutes: EnteredPaper | null;
  /** Null where nothing hung before. */
  readonly correction: PostingCorrection | null;
}

export function postDecision(context: Context, key: string, input: Posting) {
  const { clock, holidays } = context;
  const { decisionId, correction, ...posting } = input;
  const request = { caller: context, key, operation: 'postDecision', input };
  return once(context, request, async (tx) => {
    const decision = await lockDecision(tx, decisionId);
    if (!decision) return refuse('DECISION_NOT_FOUND');

    const now = clock();
    const today = dateOf(now);
    const roles = ['OWNERS_COMMITTEE', 'SUBDISTRICT_OFFICE'] as const;
    if (!(await mayActIn(tx, context, decision, roles, today))) return refuse('NOT_IN_SCOPE', 'GOV-COM-5');

    const postedOn = posting.postedOn ?? today;
    const superseded = await findSupersededPostings(tx, [decisionId]);
    const result = decide(decision, { ...posting, postedOn }, correction, {
      superseded,
      usedPapers: [...superseded, ...(await findWithdrawnPostings(tx, [decisionId]))],
      profile: profileAt(decision.divisionCode, today),
      holidays: holidays(),
      now,
    });
    if (!result.accepted) return result;

    const { decision: posted, superseded: before } = result.state;
    const { objectionsUntil } = posted;
    await updateDecision(tx, posted);
    if (before) await insertSupersededPosting(tx, before);
    await endTimer(tx, { name: 'decision-posting', subject: decisionId });
    await setTimer(tx, {
      name: 'objection-window',
      subject: decisionId,
      rule: 'GOV-VOTE-12',
      startedAt: startOfDay(today),
      dueAt: windowEnd(posted)!,
    });
    const detail = { ...posting, postedOn, objectionsUntil, ...(correction && { correction }) };
    await appendAudit(tx, context, { action: 'postDecision', subject: decisionId, detail }, now);
    await appendToOutbox(tx, result.events, now);
    return accept(posted);
  });
}
