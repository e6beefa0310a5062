import { legalBasisOf } from '@anju/rulebook/legal-basis';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { refuse } from '@anju/values/decision';
import { dateOf, type Instant } from '@anju/values/time';
import { findMeeting } from '../assembly-meeting/assembly-meeting.table';
import { mayActIn } from '../assembly-meeting/may-act.queries';
import { voidAgentsBallots } from '../ballot/void-agents-ballots.command';
import { type ProxyEnd, type ProxyId, recallProxy as decide } from './proxy';
import { lockProxy, updateProxy } from './proxy.table';

interface Ending {
  readonly proxyId: ProxyId;
  readonly because: ProxyEnd;
  /** Null is now. */
  readonly endedAt: Instant | null;
}

/** By the owner who gave it, or by an office that has the paper by which it ended. */
export function recallProxy(context: Context, key: string, input: Ending) {
  const { clock, roles, owner } = context;
  const { proxyId, because, endedAt } = input;
  const request = { caller: context, key, operation: 'recallProxy', input };
  return once(context, request, async (tx) => {
    const now = clock();
    const proxy = await lockProxy(tx, proxyId);
    if (!proxy) return refuse('PROXY_NOT_FOUND');
    const own = roles.has('OWNER') && owner === proxy.ownerId;
    const meeting = (await findMeeting(tx, proxy.meetingId))!;
    const offices = ['OWNERS_COMMITTEE', 'SUBDISTRICT_OFFICE'] as const;
    const byOffice = await mayActIn(tx, context, meeting, offices, dateOf(now));
    // Who is neither is not told that there is one.
    if (!own && !byOffice) return refuse('PROXY_NOT_FOUND');
    const result = decide(proxy, { because, endedAt, byOffice, now });
    if (!result.accepted) return result;

    await updateProxy(tx, result.state);
    const voided = await voidAgentsBallots(tx, result.state, now);
    const detail = {
      because,
      endedAt: result.state.recalledAt,
      voided,
      legalBasis: legalBasisOf('OWNERS_VOTE'),
    };
    await appendAudit(tx, context, { action: 'recallProxy', subject: proxyId, detail }, now);
    return result;
  });
}
