import { profileAt } from '@anju/rulebook/rule-profile';
import { appendAudit } from '@anju/runtime/audit';
import { mayActFor } from '@anju/runtime/caller';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { setTimer } from '@anju/runtime/timers';
import { accept, refuse } from '@anju/values/decision';
import { isId, newId } from '@anju/values/id';
import { dateOf, endOfDay } from '@anju/values/time';
import type { OwnersDecisionId } from '../owners-decision/owners-decision';
import { lockDecision, updateDecision } from '../owners-decision/owners-decision.table';
import { checkText, raiseObjection as decide } from './objection';
import { insertObjection } from './objection.table';

/** By any owner of the community: a decision of some buildings binds the zone (GOV-VOTE-12). */
export function raiseObjection(
  context: Context,
  key: string,
  input: { decisionId: OwnersDecisionId; text: string },
) {
  const { db, clock, holidays, personalData, owner: ownerId } = context;
  const request = { caller: context, key, operation: 'raiseObjection', input };
  return once(db, request, async (tx) => {
    const decision = await lockDecision(tx, input.decisionId);
    if (!decision) return refuse('DECISION_NOT_FOUND');
    const { communityId, divisionCode: division } = decision;
    const asOwner = { ...context, roles: new Set(['OWNER'] as const) };
    if (!ownerId || !isId('own', ownerId) || !mayActFor(asOwner, { division, communityId }))
      return refuse('NOT_IN_SCOPE', 'GOV-VOTE-12');
    const unreadable = checkText(input.text);
    if (unreadable) return unreadable;

    const now = clock();
    const result = decide(decision, {
      objectionId: newId('obj'),
      ownerId,
      sealedText: personalData.seal(input.text),
      profile: profileAt(division, dateOf(now)),
      holidays: holidays(),
      now,
    });
    if (!result.accepted) return result;

    const { objection, answerBy } = result.state;
    const { id: subject, decisionId } = objection;
    await updateDecision(tx, result.state.decision);
    await insertObjection(tx, objection);
    // Watched by people: an objection that nobody answers keeps the decision waiting.
    await setTimer(tx, {
      name: 'objection-answer',
      subject,
      rule: 'GOV-VOTE-12',
      startedAt: now,
      dueAt: endOfDay(answerBy),
    });
    await appendAudit(tx, context, { action: 'raiseObjection', subject, detail: { decisionId } }, now);
    return accept(objection);
  });
}
