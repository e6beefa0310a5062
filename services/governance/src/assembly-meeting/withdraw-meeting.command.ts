import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { appendToOutbox } from '@anju/runtime/outbox';
import { endTimer } from '@anju/runtime/timers';
import { refuse } from '@anju/values/decision';
import { dateOf } from '@anju/values/time';
import { closeBoxes } from '../ballot/ballot-box.table';
import { mayAct } from '../owners-committee/owners-committee';
import { findQuestionsOf, lockQuestion, updateQuestion } from '../question/question.table';
import { type MeetingId, withdrawMeeting as decide } from './assembly-meeting';
import { lockMeeting, updateMeeting } from './assembly-meeting.table';
import { findOwnCommittee } from './may-act.queries';

/** The boxes are closed with it: a ballot on a clock that is ahead is refused by its question's own state. */
export function withdrawMeeting(context: Context, key: string, meetingId: MeetingId, reason: string) {
  const { clock } = context;
  const request = { caller: context, key, operation: 'withdrawMeeting', input: { meetingId, reason } };
  return once(context, request, async (tx) => {
    const meeting = await lockMeeting(tx, meetingId);
    if (!meeting) return refuse('MEETING_NOT_FOUND');

    const now = clock();
    const committee = await findOwnCommittee(tx, context);
    const inOffice = committee !== null && mayAct(committee, dateOf(now));
    const result = decide(meeting, { committee, inOffice, reason, now });
    if (!result.accepted) return result;

    await updateMeeting(tx, result.state);
    for (const { id: questionId } of await findQuestionsOf(tx, [meetingId])) {
      const question = (await lockQuestion(tx, questionId))!;
      await updateQuestion(tx, { ...question, status: 'WITHDRAWN' });
      await closeBoxes(tx, questionId);
      await endTimer(tx, { name: 'voting-end', subject: questionId }, 'CANCELLED');
    }
    await appendToOutbox(tx, result.events, now);
    await appendAudit(
      tx,
      context,
      { action: 'withdrawMeeting', subject: meetingId, detail: { reason } },
      now,
    );
    return result;
  });
}
