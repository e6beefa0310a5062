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
import { type ObjectionId, withdrawObjection as decide } from './objection';
import { findObjection, lockObjection, updateObjection } from './objection.table';

/** The decision's row first, as where it is answered: what waited for this one alone takes effect. */
export function withdrawObjection(
  context: Context,
  key: string,
  input: { objectionId: ObjectionId; reason: string },
) {
  const { clock, owner, roles } = context;
  const { objectionId, reason } = input;
  const request = { caller: context, key, operation: 'withdrawObjection', input };
  return once(context, request, async (tx) => {
    const found = await findObjection(tx, objectionId);
    const decision = found && (await lockDecision(tx, found.decisionId));
    const objection = decision && (await lockObjection(tx, objectionId));
    if (!objection) return refuse('OBJECTION_NOT_FOUND');

    const now = clock();
    const byOwner = roles.has('OWNER') && objection.ownerId === owner;
    if (!byOwner && !roles.has('SUBDISTRICT_OFFICE')) return refuse('NOT_THE_OBJECTOR', 'GOV-VOTE-12');
    if (!byOwner && !(await mayActIn(tx, context, decision, ['SUBDISTRICT_OFFICE'], dateOf(now))))
      return refuse('NOT_IN_SCOPE', 'GOV-VOTE-12');
    const by = byOwner ? 'OWNER' : 'STREET';
    const result = decide(objection, { by, reason, now });
    if (!result.accepted) return result;

    const settled = settleObjection(decision, now);
    await updateObjection(tx, result.state);
    await updateDecision(tx, settled.state);
    const owed = objection.insistedAt ? 'objection-street-answer' : 'objection-answer';
    await endTimer(tx, { name: owed, subject: objectionId });
    await appendToOutbox(tx, settled.events, now);
    const { paperNumber } = objection;
    const { withdrawalReason } = result.state;
    const legalBasis = legalBasisOf('OBJECTION');
    const detail = { decisionId: decision.id, by, paperNumber, reason: withdrawalReason, legalBasis };
    await appendAudit(tx, context, { action: 'withdrawObjection', subject: objectionId, detail }, now);
    return result;
  });
}
