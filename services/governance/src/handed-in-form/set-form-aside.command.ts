import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { accept, refuse } from '@anju/values/decision';
import type { MeetingId } from '../assembly-meeting/assembly-meeting';
import { updateMeeting } from '../assembly-meeting/assembly-meeting.table';
import { lockForEntry } from '../assembly-meeting/lock-for-entry.command';
import { findPaper } from '../ballot/ballot.table';
import { setFormAside as decide } from './handed-in-form';
import { findForm, findSetAside, insertSetAside } from './handed-in-form.table';

interface Aside {
  readonly meetingId: MeetingId;
  readonly formNumber: string | null;
  readonly reason: string;
}

/** In the meeting's row it meets the entry of the same form. */
export function setFormAside(context: Context, key: string, input: Aside) {
  const request = { caller: context, key, operation: 'setFormAside', input };
  return once(context, request, async (tx) => {
    const now = context.clock();
    const entry = await lockForEntry(tx, context, input.meetingId, now);
    if (!entry.accepted) return entry;

    const { formNumber, reason } = input;
    if (formNumber === null) return refuse('FORM_NUMBER_INVALID', 'GOV-VOTE-13', { detail: { row: 1 } });
    const { meeting, questions } = entry.state;
    const form = await findForm(tx, meeting.id, formNumber);
    const result = decide(formNumber, reason, {
      meetingId: meeting.id,
      questions,
      form: form && {
        isEntered: (await findPaper(tx, meeting.id, formNumber)) !== null,
        isSetAside: (await findSetAside(tx, [meeting.id], [formNumber])).length > 0,
      },
      by: context.subject!,
      now,
    });
    if (!result.accepted) return result;

    await updateMeeting(tx, meeting);
    await insertSetAside(tx, result.state);
    const detail = { formNumber, reason };
    await appendAudit(tx, context, { action: 'setFormAside', subject: meeting.id, detail }, now);
    return accept(meeting);
  });
}
