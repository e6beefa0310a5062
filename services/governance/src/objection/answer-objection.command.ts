import { legalBasisOf } from '@anju/rulebook/legal-basis';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { appendToOutbox } from '@anju/runtime/outbox';
import { endTimer } from '@anju/runtime/timers';
import { refuse } from '@anju/values/decision';
import { dateOf } from '@anju/values/time';
import { mayActIn } from '../assembly-meeting/may-act.queries';
import { settleObjection } from '../owners-decision/objection-window';
import { lockDecision, updateDecision } from '../owners-decision/owners-decision.table';
import { answerObjection as decide, checkText, type ObjectionId } from './objection';
import { findObjection, lockObjection, updateObjection } from './objection.table';

/** The convener or the street, and the street alone where the owner insists. The decision's row first, as where an objection is raised. */
export function answerObjection(
  context: Context,
  key: string,
  input: { objectionId: ObjectionId; answer: string },
) {
  const { clock, personalData } = context;
  const { objectionId } = input;
  const request = { caller: context, key, operation: 'answerObjection', input };
  return once(context, request, async (tx) => {
    const found = await findObjection(tx, objectionId);
    const decision = found && (await lockDecision(tx, found.decisionId));
    const objection = decision && (await lockObjection(tx, objectionId));
    if (!objection) return refuse('OBJECTION_NOT_FOUND');

    const now = clock();
    const today = dateOf(now);
    const street = await mayActIn(tx, context, decision, ['SUBDISTRICT_OFFICE'], today);
    if (!street && !(await mayActIn(tx, context, decision, ['OWNERS_COMMITTEE'], today)))
      return refuse('NOT_IN_SCOPE', 'GOV-COM-5');
    const unreadable = checkText(input.answer);
    if (unreadable) return unreadable;

    const answeredBy = street ? 'STREET' : 'CONVENER';
    const result = decide(objection, {
      sealedAnswer: personalData.seal(input.answer),
      answeredBy,
      now,
    });
    if (!result.accepted) return result;

    const settled = settleObjection(decision, now);
    await updateObjection(tx, result.state);
    await updateDecision(tx, settled.state);
    const owed = objection.insistedAt ? 'objection-street-answer' : 'objection-answer';
    await endTimer(tx, { name: owed, subject: objectionId });
    await appendToOutbox(tx, settled.events, now);
    const detail = { decisionId: decision.id, answeredBy, legalBasis: legalBasisOf('OBJECTION') };
    await appendAudit(tx, context, { action: 'answerObjection', subject: objectionId, detail }, now);
    return result;
  });
}
