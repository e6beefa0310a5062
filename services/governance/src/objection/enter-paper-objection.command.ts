import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { refuse } from '@anju/values/decision';
import type { Id } from '@anju/values/id';
import { dateOf } from '@anju/values/time';
import { mayActIn } from '../assembly-meeting/may-act.queries';
import type { OwnersDecisionId } from '../owners-decision/owners-decision';
import { lockDecision } from '../owners-decision/owners-decision.table';
import type { ObjectionPaper } from './objection';
import { isPaperEntered } from './objection.table';
import { takeObjection } from './take-objection.command';

interface Entry {
  readonly decisionId: OwnersDecisionId;
  readonly ownerId: Id<'own'>;
  readonly text: string;
  readonly paper: Omit<ObjectionPaper, 'isEntered'>;
}

/**
 * The decision's row, which every objection writes, makes of two who
 * enter one paper the second find it.
 */
export function enterPaperObjection(context: Context, key: string, input: Entry) {
  const { clock } = context;
  const { decisionId, ownerId, text, paper } = input;
  const request = { caller: context, key, operation: 'enterPaperObjection', input };
  return once(context, request, async (tx) => {
    const decision = await lockDecision(tx, decisionId);
    if (!decision) return refuse('DECISION_NOT_FOUND');

    const now = clock();
    const roles = ['OWNERS_COMMITTEE', 'SUBDISTRICT_OFFICE'] as const;
    if (!(await mayActIn(tx, context, decision, roles, dateOf(now))))
      return refuse('NOT_IN_SCOPE', 'GOV-COM-5');
    const isEntered = await isPaperEntered(tx, { decisionId, ownerId }, paper);
    const raising = { ownerId, text, paper: { ...paper, isEntered } };
    return takeObjection(tx, context, decision, raising, 'enterPaperObjection', now);
  });
}
