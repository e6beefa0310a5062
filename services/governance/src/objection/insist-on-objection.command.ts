import { legalBasisOf } from '@anju/rulebook/legal-basis';
import { profileAt } from '@anju/rulebook/rule-profile';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { setTimer } from '@anju/runtime/timers';
import { accept, refuse } from '@anju/values/decision';
import { dateOf, endOfDay } from '@anju/values/time';
import { lockDecision, updateDecision } from '../owners-decision/owners-decision.table';
import { insistOnObjection as decide, type ObjectionId } from './objection';
import { findObjection, lockObjection, updateObjection } from './objection.table';

/** By the owner who raised it. The decision's row first, as where it is answered: its window may end at this moment. */
export function insistOnObjection(context: Context, key: string, objectionId: ObjectionId) {
  const { clock, holidays, owner } = context;
  const request = { caller: context, key, operation: 'insistOnObjection', input: { objectionId } };
  return once(context, request, async (tx) => {
    const found = await findObjection(tx, objectionId);
    const decision = found && (await lockDecision(tx, found.decisionId));
    const objection = decision && (await lockObjection(tx, objectionId));
    if (!objection) return refuse('OBJECTION_NOT_FOUND');
    if (objection.ownerId !== owner) return refuse('NOT_THE_OBJECTOR', 'GOV-VOTE-12');

    const now = clock();
    const profile = profileAt(decision.divisionCode, dateOf(now));
    const result = decide(objection, decision, { profile, holidays: holidays(), now });
    if (!result.accepted) return result;

    await updateObjection(tx, result.state.objection);
    await updateDecision(tx, result.state.decision);
    // Watched by people, as the first answer is: until it comes the decision waits.
    await setTimer(tx, {
      name: 'objection-street-answer',
      subject: objectionId,
      rule: 'GOV-VOTE-12',
      startedAt: now,
      dueAt: endOfDay(result.state.answerBy),
    });
    const detail = { decisionId: decision.id, legalBasis: legalBasisOf('OBJECTION') };
    await appendAudit(tx, context, { action: 'insistOnObjection', subject: objectionId, detail }, now);
    return accept(result.state.objection);
  });
}
