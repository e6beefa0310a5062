import { mayActFor } from '@anju/runtime/caller';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { refuse } from '@anju/values/decision';
import { isId } from '@anju/values/id';
import type { OwnersDecisionId } from '../owners-decision/owners-decision';
import { lockDecision } from '../owners-decision/owners-decision.table';
import { takeObjection } from './take-objection.command';

/** By any owner of the community: a decision of some buildings binds the zone (GOV-VOTE-12). */
export function raiseObjection(
  context: Context,
  key: string,
  input: { decisionId: OwnersDecisionId; text: string },
) {
  const { clock, owner: ownerId } = context;
  const request = { caller: context, key, operation: 'raiseObjection', input };
  return once(context, request, async (tx) => {
    const decision = await lockDecision(tx, input.decisionId);
    if (!decision) return refuse('DECISION_NOT_FOUND');
    const { communityId, divisionCode: division } = decision;
    const asOwner = { ...context, roles: new Set(['OWNER'] as const) };
    if (!ownerId || !isId('own', ownerId) || !mayActFor(asOwner, { division, communityId }))
      return refuse('NOT_IN_SCOPE', 'GOV-VOTE-12');

    const raising = { ownerId, text: input.text, paper: null };
    return takeObjection(tx, context, decision, raising, 'raiseObjection', clock());
  });
}
