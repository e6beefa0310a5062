import type { Context } from '@anju/runtime/context';
import { accept, refuse } from '@anju/values/decision';
import { dateOf, type Instant } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import { findQuestionsOf } from '../question/question.table';
import type { MeetingId } from './assembly-meeting';
import { lockMeeting } from './assembly-meeting.table';
import { mayActIn } from './may-act.queries';

/** The meeting in which the committee in office or the street enters a paper, to be written with it, and its questions. */
export async function lockForEntry(tx: EntityManager, context: Context, meetingId: MeetingId, now: Instant) {
  const meeting = await lockMeeting(tx, meetingId);
  if (!meeting) return refuse('MEETING_NOT_FOUND');

  const roles = ['OWNERS_COMMITTEE', 'SUBDISTRICT_OFFICE'] as const;
  if (!(await mayActIn(tx, context, meeting, roles, dateOf(now)))) return refuse('NOT_IN_SCOPE', 'GOV-COM-5');
  if (meeting.withdrawnAt !== null) return refuse('MEETING_WITHDRAWN');

  const questions = await findQuestionsOf(tx, [meeting.id]);
  const snapshotIds = [...new Set(questions.map(({ snapshotId }) => snapshotId))];
  return accept({ meeting, questions, snapshotIds });
}
