import type { Choice } from '@anju/rulebook/tally';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { refuse } from '@anju/values/decision';
import { isId } from '@anju/values/id';
import type { MeetingId } from '../assembly-meeting/assembly-meeting';
import { findMeeting } from '../assembly-meeting/assembly-meeting.table';
import { actsAs } from '../owners-roll/roll.access';
import { findQuestionsOf } from '../question/question.table';
import { receiveBallot } from './receive-ballot.command';

interface OnlineBallot {
  readonly meetingId: MeetingId;
  readonly answers: readonly { readonly questionId: string; readonly choice: Choice }[];
}

/** The owner is the one the token is bound to. Tells nobody: how an owner voted stays here. */
export function castBallot(context: Context, key: string, input: OnlineBallot) {
  const { clock, owner: ownerId } = context;
  const request = { caller: context, key, operation: 'castBallot', input };
  return once(context, request, async (tx) => {
    if (!ownerId || !isId('own', ownerId)) return refuse('NOT_AN_OWNER', 'GOV-MEET-3');
    const meeting = await findMeeting(tx, input.meetingId);
    if (!meeting) return refuse('MEETING_NOT_FOUND');
    const { communityId, divisionCode: division } = meeting;
    if (!actsAs(context, ['OWNER'], { division, communityId })) return refuse('NOT_IN_SCOPE', 'GOV-MEET-3');

    const now = clock();
    const questions = await findQuestionsOf(tx, [meeting.id]);
    const paper = {
      meetingId: meeting.id,
      ownerId,
      channel: 'ONLINE',
      formNumber: null,
      proxyId: null,
      agentKey: null,
      signed: true,
      keepForRatification: false,
      receivedAt: now,
      answers: input.answers.map(({ questionId, choice }) => ({ questionId, marks: [choice] })),
    } as const;
    return receiveBallot(tx, context, { meeting, questions }, paper, 'castBallot', now);
  });
}
