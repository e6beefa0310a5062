import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { refuse } from '@anju/values/decision';
import { dateOf } from '@anju/values/time';
import { lockMeeting, updateMeeting } from '../assembly-meeting/assembly-meeting.table';
import { mayActIn } from '../assembly-meeting/may-act.queries';
import type { Paper } from './ballot';
import { receiveBallot } from './receive-ballot.command';

/** A form's number is taken in the meeting's row, so that of two who enter one form the second finds it. */
export function enterPaperBallot(context: Context, key: string, paper: Paper) {
  const { db, clock } = context;
  const request = { caller: context, key, operation: 'enterPaperBallot', input: paper };
  return once(db, request, async (tx) => {
    const meeting = await lockMeeting(tx, paper.meetingId);
    if (!meeting) return refuse('MEETING_NOT_FOUND');

    const now = clock();
    const roles = ['OWNERS_COMMITTEE', 'SUBDISTRICT_OFFICE'] as const;
    if (!(await mayActIn(tx, context, meeting, roles, dateOf(now))))
      return refuse('NOT_IN_SCOPE', 'GOV-COM-5');
    const result = await receiveBallot(tx, context, meeting, paper, 'enterPaperBallot', now);
    if (result.accepted) await updateMeeting(tx, meeting);
    return result;
  });
}
