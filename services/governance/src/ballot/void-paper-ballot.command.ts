import { legalBasisOf } from '@anju/rulebook/legal-basis';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { accept } from '@anju/values/decision';
import type { MeetingId } from '../assembly-meeting/assembly-meeting';
import { updateMeeting } from '../assembly-meeting/assembly-meeting.table';
import { lockForEntry } from '../assembly-meeting/lock-for-entry.command';
import { findAnswersOf, findEntriesOf, insertVoiding } from './ballot.table';
import { rejudgeHeads } from './rejudge-heads.command';
import { type Mistake, voidBallot as decide } from './voiding';

interface VoidedForm extends Mistake {
  readonly meetingId: MeetingId;
  readonly formNumber: string | null;
}

/**
 * In the meeting's row it meets other entries of the form, and in the boxes of the heads their ballots and the end of
 * voting.
 */
export function voidPaperBallot(context: Context, key: string, input: VoidedForm) {
  const { clock } = context;
  const request = { caller: context, key, operation: 'voidPaperBallot', input };
  return once(context, request, async (tx) => {
    const now = clock();
    const entry = await lockForEntry(tx, context, input.meetingId, now);
    if (!entry.accepted) return entry;

    const { meeting, questions } = entry.state;
    const { formNumber } = input;
    const entered = formNumber === null ? [] : await findEntriesOf(tx, meeting.id, formNumber);
    const answers = await findAnswersOf(
      tx,
      entered.slice(-1).map(({ id }) => id),
    );
    const answered = questions.filter(({ id }) => answers.some(({ questionId }) => questionId === id));
    const result = decide(input, { entered, questions: answered, now });
    if (!result.accepted) return result;

    const { isVoided: _, ...ballot } = entered.at(-1)!;
    const { onWordOf, reason, paperNumber } = result.state;
    await updateMeeting(tx, meeting);
    await rejudgeHeads(tx, new Map(answered.map((each) => [each.id, each])), answers, () =>
      insertVoiding(tx, result.state),
    );
    // Whose it was and that it is void, never what it said (PRIV-1).
    const legalBasis = legalBasisOf('OWNERS_VOTE');
    const of = { meetingId: meeting.id, formNumber, ownerId: ballot.ownerId };
    const detail = { ...of, onWordOf, reason, paperNumber, legalBasis };
    await appendAudit(tx, context, { action: 'voidPaperBallot', subject: ballot.id, detail }, now);
    return accept(ballot);
  });
}
