import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { transaction } from '@anju/runtime/transaction';
import { refuse } from '@anju/values/decision';
import { dateOf } from '@anju/values/time';
import { findMeeting } from '../assembly-meeting/assembly-meeting.table';
import { mayActIn } from '../assembly-meeting/may-act.queries';
import { type ProxyId, recallProxy as decide } from './proxy';
import { lockProxy, updateProxy } from './proxy.table';

/** By the owner who gave it, or by an office that the owner handed the recall to. */
export function recallProxy(context: Context, key: string, proxyId: ProxyId) {
  const { db, clock, roles, owner } = context;
  const request = { caller: context, key, operation: 'recallProxy', input: { proxyId } };
  return transaction(
    db,
    (tx) =>
      once(tx, request, async () => {
        const now = clock();
        const proxy = await lockProxy(tx, proxyId);
        if (!proxy) return refuse('PROXY_NOT_FOUND');
        const own = roles.has('OWNER') && owner === proxy.ownerId;
        if (!own) {
          const meeting = (await findMeeting(tx, proxy.meetingId))!;
          const offices = ['OWNERS_COMMITTEE', 'SUBDISTRICT_OFFICE'] as const;
          const reached = await mayActIn(tx, context, meeting, offices, dateOf(now));
          // Who is neither is not told that there is one.
          if (!reached) return refuse('PROXY_NOT_FOUND');
        }
        const result = decide(proxy, now);
        if (!result.accepted) return result;

        await updateProxy(tx, result.state);
        await appendAudit(tx, context, { action: 'recallProxy', subject: proxyId }, now);
        return result;
      }),
    { repeatable: true },
  );
}
