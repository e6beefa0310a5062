import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { accept } from '@anju/values/decision';
import type { Instant } from '@anju/values/time';
import type { MeetingId } from '../assembly-meeting/assembly-meeting';
import { updateMeeting } from '../assembly-meeting/assembly-meeting.table';
import { lockForEntry } from '../assembly-meeting/lock-for-entry.command';
import { holdUncounted } from '../ballot/rejudge-heads.command';
import { findQuestionsOf } from '../question/question.table';
import { handInForms as decide } from './handed-in-form';
import { findTakenNumbers, insertForms } from './handed-in-form.table';

interface Forms {
  readonly meetingId: MeetingId;
  readonly forms: readonly { readonly formNumber: string | null; readonly receivedAt: Instant }[];
}

/** In the meeting's row it meets the entry of the same forms, and in the questions' the end of voting and the count. */
export function handInForms(context: Context, key: string, input: Forms) {
  const request = { caller: context, key, operation: 'handInForms', input };
  return once(context, request, async (tx) => {
    const now = context.clock();
    const entry = await lockForEntry(tx, context, input.meetingId, now);
    if (!entry.accepted) return entry;

    const { meeting } = entry.state;
    await holdUncounted(
      tx,
      entry.state.questions.map(({ id }) => id),
    );
    const questions = await findQuestionsOf(tx, [meeting.id]);
    const numbers = input.forms.flatMap(({ formNumber }) => formNumber ?? []);
    const result = decide(input.forms, {
      meetingId: meeting.id,
      questions,
      taken: await findTakenNumbers(tx, meeting.id, numbers),
      by: context.subject!,
      now,
    });
    if (!result.accepted) return result;

    await updateMeeting(tx, meeting);
    await insertForms(tx, result.state);
    const detail = { formNumbers: numbers };
    await appendAudit(tx, context, { action: 'handInForms', subject: meeting.id, detail }, now);
    return accept(meeting);
  });
}
