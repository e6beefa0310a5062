import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { appendToOutbox } from '@anju/runtime/outbox';
import { endTimer } from '@anju/runtime/timers';
import { accept, refuse } from '@anju/values/decision';
import { dateOf } from '@anju/values/time';
import { annullingOffice } from './annulling-office.queries';
import { annulDecision as decide, type AnnulmentDraft } from './annulment';
import { findAnnulments, insertAnnulment } from './annulment.table';
import type { OwnersDecisionId } from './owners-decision';
import { lockDecision, updateDecision } from './owners-decision.table';

/** The decision's row, which its timer and objections write too: of its taking effect and this one comes first. */
export function annulDecision(
  context: Context,
  key: string,
  input: AnnulmentDraft & { readonly decisionId: OwnersDecisionId },
) {
  const { clock } = context;
  const { decisionId, ...draft } = input;
  const request = { caller: context, key, operation: 'annulDecision', input };
  return once(context, request, async (tx) => {
    const decision = await lockDecision(tx, decisionId);
    if (!decision) return refuse('DECISION_NOT_FOUND');

    const now = clock();
    const enteredBy = await annullingOffice(tx, context, decision, dateOf(now));
    if (!enteredBy) return refuse('OFFICE_NOT_IN_SCOPE', 'GOV-VOTE-10');
    const number = (await findAnnulments(tx, [decisionId])).length + 1;
    const result = decide(decision, draft, { number, enteredBy, now });
    if (!result.accepted) return result;

    const { decision: annulled, annulment } = result.state;
    await updateDecision(tx, annulled);
    await insertAnnulment(tx, annulment);
    for (const name of ['decision-posting', 'objection-window'])
      await endTimer(tx, { name, subject: decisionId }, 'CANCELLED');
    const { kind, annulledOn, paperNumber, paperSha256 } = annulment;
    const detail = { kind, annulledOn, paperNumber, paperSha256, enteredBy };
    await appendAudit(tx, context, { action: 'annulDecision', subject: decisionId, detail }, now);
    await appendToOutbox(tx, result.events, now);
    return accept(annulled);
  });
}
