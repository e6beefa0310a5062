import { legalBasisOf } from '@anju/rulebook/legal-basis';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { accept } from '@anju/values/decision';
import type { MeetingId } from '../assembly-meeting/assembly-meeting';
import { updateMeeting } from '../assembly-meeting/assembly-meeting.table';
import { lockForEntry } from '../assembly-meeting/lock-for-entry.command';
import { findAnswersOf, findEntriesOf } from './ballot.table';
import { checkPaper as decide, type SecondReading } from './paper-check';
import { findLastChecks, insertCheck } from './paper-check.table';

interface CheckedForm extends SecondReading {
  readonly meetingId: MeetingId;
  readonly formNumber: string | null;
}

/** In the meeting's row it meets the entry of the same form, its voiding, and another check. */
export function checkPaperBallot(context: Context, key: string, input: CheckedForm) {
  const request = { caller: context, key, operation: 'checkPaperBallot', input };
  return once(context, request, async (tx) => {
    const now = context.clock();
    const { meetingId, formNumber } = input;
    const locked = await lockForEntry(tx, context, meetingId, now);
    if (!locked.accepted) return locked;

    const { meeting } = locked.state;
    const entry =
      formNumber === null ? null : ((await findEntriesOf(tx, meeting.id, formNumber)).at(-1) ?? null);
    const ids = entry ? [entry.id] : [];
    const result = decide(input, {
      entry,
      answers: await findAnswersOf(tx, ids),
      last: (await findLastChecks(tx, ids)).get(ids[0]!) ?? null,
      by: context.subject!,
      now,
    });
    if (!result.accepted) return result;

    const check = result.state;
    await updateMeeting(tx, meeting);
    await insertCheck(tx, check);
    const { differences } = check;
    const detail = { meetingId, formNumber, differences, legalBasis: legalBasisOf('OWNERS_VOTE') };
    await appendAudit(tx, context, { action: 'checkPaperBallot', subject: check.ballotId, detail }, now);
    return accept({ formNumber: formNumber!, ...check });
  });
}
