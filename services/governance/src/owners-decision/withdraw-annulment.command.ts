import { profileAt } from '@anju/rulebook/rule-profile';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { appendToOutbox } from '@anju/runtime/outbox';
import { TimerTable } from '@anju/runtime/timer.table';
import { setTimer } from '@anju/runtime/timers';
import { accept, refuse } from '@anju/values/decision';
import { dateOf, startOfDay } from '@anju/values/time';
import { annullingOffice } from './annulling-office.queries';
import { historyOf, withdrawAnnulment as decide } from './annulment';
import { findAnnulments, findWithdrawnAnnulments, insertWithdrawnAnnulment } from './annulment.table';
import { windowEnd } from './objection-window';
import type { OwnersDecisionId } from './owners-decision';
import { lockDecision, updateDecision } from './owners-decision.table';
import type { PostingPaper } from './posting';

export function withdrawAnnulment(
  context: Context,
  key: string,
  input: PostingPaper & { readonly decisionId: OwnersDecisionId; readonly reason: string },
) {
  const { clock, holidays } = context;
  const { decisionId, reason, paperNumber } = input;
  const request = { caller: context, key, operation: 'withdrawAnnulment', input };
  return once(context, request, async (tx) => {
    const decision = await lockDecision(tx, decisionId);
    if (!decision) return refuse('DECISION_NOT_FOUND');

    const now = clock();
    const today = dateOf(now);
    const by = await annullingOffice(tx, context, decision, today);
    if (!by) return refuse('OFFICE_NOT_IN_SCOPE', 'GOV-VOTE-10');
    const annulments = await findAnnulments(tx, [decisionId]);
    const withdrawals = await findWithdrawnAnnulments(tx, [decisionId]);
    const result = decide(decision, input, {
      annulment: historyOf(decisionId, annulments, withdrawals).standing,
      by,
      profile: profileAt(decision.divisionCode, today),
      holidays: holidays(),
      now,
    });
    if (!result.accepted) return result;

    const { decision: standing, withdrawal, windowAgain } = result.state;
    await updateDecision(tx, standing);
    await insertWithdrawnAnnulment(tx, withdrawal);
    if (windowAgain)
      await setTimer(tx, {
        name: 'objection-window',
        subject: decisionId,
        rule: 'GOV-VOTE-12',
        startedAt: startOfDay(today),
        dueAt: windowEnd(standing)!,
      });
    if (!standing.postedOn) {
      // It is to be posted still, by the day that there was for it (GOV-MEET-6).
      const owed = await tx.findOneByOrFail(TimerTable, { name: 'decision-posting', subject: decisionId });
      await setTimer(tx, owed);
    }
    const { number } = withdrawal;
    const detail = { number, reason, paperNumber };
    await appendAudit(tx, context, { action: 'withdrawAnnulment', subject: decisionId, detail }, now);
    await appendToOutbox(tx, result.events, now);
    return accept(standing);
  });
}
