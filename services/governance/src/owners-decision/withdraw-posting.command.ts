import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { appendToOutbox } from '@anju/runtime/outbox';
import { TimerTable } from '@anju/runtime/timer.table';
import { endTimer, setTimer } from '@anju/runtime/timers';
import { accept, refuse } from '@anju/values/decision';
import { dateOf } from '@anju/values/time';
import { mayActIn } from '../assembly-meeting/may-act.queries';
import type { OwnersDecisionId } from './owners-decision';
import { lockDecision, updateDecision } from './owners-decision.table';
import type { PostingPaper } from './posting';
import { withdrawPosting as decide } from './posting-withdrawal';
import { findSupersededPostings } from './superseded-posting.table';
import { findWithdrawnPostings, insertWithdrawnPosting } from './withdrawn-posting.table';

/** The decision's row, which its timer writes too: of the end of the window and this one comes first. */
export function withdrawPosting(
  context: Context,
  key: string,
  input: PostingPaper & { readonly decisionId: OwnersDecisionId; readonly reason: string },
) {
  const { clock } = context;
  const { decisionId, reason, paperNumber } = input;
  const request = { caller: context, key, operation: 'withdrawPosting', input };
  return once(context, request, async (tx) => {
    const decision = await lockDecision(tx, decisionId);
    if (!decision) return refuse('DECISION_NOT_FOUND');

    const now = clock();
    const today = dateOf(now);
    const byStreet = await mayActIn(tx, context, decision, ['SUBDISTRICT_OFFICE'], today);
    if (!byStreet && !(await mayActIn(tx, context, decision, ['OWNERS_COMMITTEE'], today)))
      return refuse('NOT_IN_SCOPE', 'GOV-COM-5');
    const before = await findWithdrawnPostings(tx, [decisionId]);
    const usedPapers = [...before, ...(await findSupersededPostings(tx, [decisionId]))];
    const result = decide(decision, input, { withdrawn: before.length, usedPapers, byStreet, now });
    if (!result.accepted) return result;

    const { decision: unposted, withdrawn } = result.state;
    await updateDecision(tx, unposted);
    await insertWithdrawnPosting(tx, withdrawn);
    await endTimer(tx, { name: 'objection-window', subject: decisionId }, 'CANCELLED');
    // It is to be posted still, by the day that there was for it (GOV-MEET-6).
    const owed = await tx.findOneByOrFail(TimerTable, { name: 'decision-posting', subject: decisionId });
    await setTimer(tx, owed);
    const { postedOn, place } = withdrawn;
    const detail = { postedOn, place, reason, paperNumber };
    await appendAudit(tx, context, { action: 'withdrawPosting', subject: decisionId, detail }, now);
    await appendToOutbox(tx, result.events, now);
    return accept(unposted);
  });
}
