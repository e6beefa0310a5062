import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { accept, refuse } from '@anju/values/decision';
import { dateOf } from '@anju/values/time';
import { findOwnerIdsOf } from '../electorate-snapshot/electorate-snapshot.table';
import type { MeetingId } from './assembly-meeting';
import { findDeliveries, insertDeliveries, lockMeeting, updateMeeting } from './assembly-meeting.table';
import { type Delivery, recordDeliveries as decide } from './delivery';
import { mayActIn } from './may-act.queries';

/** The last recording counts, so that without its key a request that comes again late would undo a correction. */
export function recordDeliveries(
  context: Context,
  key: string,
  input: { readonly meetingId: MeetingId; readonly deliveries: readonly Delivery[] },
) {
  const { clock } = context;
  const { meetingId, deliveries } = input;
  const request = { caller: context, key, operation: 'recordDeliveries', input };
  return once(context, request, async (tx) => {
    const meeting = await lockMeeting(tx, meetingId);
    if (!meeting) return refuse('MEETING_NOT_FOUND');

    const now = clock();
    if (!(await mayActIn(tx, context, meeting, ['OWNERS_COMMITTEE', 'SUBDISTRICT_OFFICE'], dateOf(now))))
      return refuse('NOT_IN_SCOPE', 'GOV-COM-5');

    const result = decide(meeting, deliveries, {
      owners: await findOwnerIdsOf(tx, meetingId),
      recorded: await findDeliveries(tx, meetingId),
      now,
    });
    if (!result.accepted) return result;
    if (result.state.length > 0) {
      await updateMeeting(tx, meeting);
      await insertDeliveries(
        tx,
        result.state.map((delivery) => ({ ...delivery, meetingId, recordedAt: now })),
      );
      const detail = { deliveries: result.state.length };
      await appendAudit(tx, context, { action: 'recordDeliveries', subject: meetingId, detail }, now);
    }
    return accept(meeting);
  });
}
