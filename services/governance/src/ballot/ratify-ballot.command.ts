import { legalBasisOf } from '@anju/rulebook/legal-basis';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { accept, refuse } from '@anju/values/decision';
import { dateOf } from '@anju/values/time';
import type { MeetingId } from '../assembly-meeting/assembly-meeting';
import { lockMeeting, updateMeeting } from '../assembly-meeting/assembly-meeting.table';
import { mayActIn } from '../assembly-meeting/may-act.queries';
import { lockProxy, updateProxy } from '../proxy/proxy.table';
import { findHeadsSpokenFor } from '../proxy/spoken-for.queries';
import { findQuestionsOf } from '../question/question.table';
import { rulesOfMeeting } from '../rules-of-procedure/meeting-rules.queries';
import { findActs, findAnswersOf, findPaper, insertRatifications, placeOf } from './ballot.table';
import { ratifyBallot as decide } from './ratification';
import { holdUncounted, rejudgeHeads } from './rejudge-heads.command';
import { silencedBySale } from '@anju/rulebook/standing';

interface Ratifying {
  readonly meetingId: MeetingId;
  readonly formNumber: string | null;
  readonly questionIds: readonly string[];
  readonly paper: { readonly number: string; readonly sha256: string } | null;
}

/**
 * By the owner, or by an office that has the paper. The meeting's row is written with it, by which the heads of one
 * agent are counted, and the proxy's, of which the end may become known at this moment.
 */
export function ratifyBallot(context: Context, key: string, input: Ratifying) {
  const { clock, roles, owner } = context;
  const { meetingId, formNumber, questionIds, paper } = input;
  const request = { caller: context, key, operation: 'ratifyBallot', input };
  return once(context, request, async (tx) => {
    const now = clock();
    const meeting = await lockMeeting(tx, meetingId);
    const ballot = formNumber === null ? null : await findPaper(tx, meetingId, formNumber);
    if (!meeting || !ballot) return refuse('BALLOT_NOT_FOUND');
    const { id: ballotId, ownerId, proxyId, agentKey } = ballot;
    const byOwner = roles.has('OWNER') && owner === ownerId;
    const offices = ['OWNERS_COMMITTEE', 'SUBDISTRICT_OFFICE'] as const;
    // Who is neither is not told that there is one.
    if (!byOwner && !(await mayActIn(tx, context, meeting, offices, dateOf(now))))
      return refuse('BALLOT_NOT_FOUND');

    const proxy = proxyId && (await lockProxy(tx, proxyId));
    const all = await findQuestionsOf(tx, [meetingId]);
    const answers = (await findAnswersOf(tx, [ballotId])).filter(({ questionId }) =>
      questionIds.includes(questionId),
    );
    const questions = await holdUncounted(
      tx,
      answers.map(({ questionId }) => questionId),
    );
    const acts = await findActs(tx, answers);
    const spokenFor = agentKey
      ? await findHeadsSpokenFor(tx, meetingId, agentKey, ownerId, [
          ...new Set(all.map(({ snapshotId }) => snapshotId)),
        ])
      : new Set();
    const result = decide(ballot, {
      questionIds,
      answers: answers.map((answer) => {
        const ofHead = acts.get(placeOf(answer))!;
        const vote = ofHead.find((act) => act.kind === 'VOTE' && act.ballotId === ballotId);
        return {
          ...answer,
          waits: answer.choice !== 'INVALID' && vote?.kind === 'VOTE' && vote.choice === 'INVALID',
          sold: silencedBySale(ofHead, { ownerId, receivedAt: now }) === 'UNITS_SOLD',
        };
      }),
      isCounted: (questionId) => !questions.has(questionId),
      proxy: proxy || null,
      heads: spokenFor.size,
      paper,
      byOwner,
      profile: await rulesOfMeeting(tx, meeting),
      now,
    });
    if (!result.accepted) return result;

    const ratifications = result.state;
    await updateMeeting(tx, meeting);
    if (proxy) await updateProxy(tx, proxy);
    await rejudgeHeads(tx, questions, ratifications, () => insertRatifications(tx, ratifications));
    // Not what was answered (PRIV-1).
    const legalBasis = legalBasisOf('OWNERS_VOTE');
    const detail = { questionIds, byOwner, paperNumber: paper?.number ?? null, legalBasis };
    await appendAudit(tx, context, { action: 'ratifyBallot', subject: ballotId, detail }, now);
    return accept(ballot);
  });
}
