import { legalBasisOf } from '@anju/rulebook/legal-basis';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { accept, refuse } from '@anju/values/decision';
import type { Id } from '@anju/values/id';
import { dateOf } from '@anju/values/time';
import type { MeetingId } from '../assembly-meeting/assembly-meeting';
import { findMeeting } from '../assembly-meeting/assembly-meeting.table';
import { mayActIn } from '../assembly-meeting/may-act.queries';
import { findElectors, findOwnersOfHeads } from '../electorate-snapshot/electorate-snapshot.table';
import { findQuestionsOf } from '../question/question.table';
import { findSoldHeads } from '../title-proof/title-proof.table';
import { notOpen } from './ballot';
import { insertCoOwnerActs } from './ballot.table';
import { headsOf } from './co-owners';
import { storeStandings, takeActs } from './head-acts.command';
import { rulesOf } from '../question/closing-rules';

interface Designation {
  readonly meetingId: MeetingId;
  readonly ownerId: Id<'own'>;
  readonly signedBy: readonly string[];
}

/** Holds for every question of the meeting that the head may vote on, from now on. */
export function designateVoter(context: Context, key: string, input: Designation) {
  const { clock } = context;
  const request = { caller: context, key, operation: 'designateVoter', input };
  return once(context, request, async (tx) => {
    const meeting = await findMeeting(tx, input.meetingId);
    if (!meeting) return refuse('MEETING_NOT_FOUND');

    const now = clock();
    const roles = ['OWNERS_COMMITTEE', 'SUBDISTRICT_OFFICE'] as const;
    if (!(await mayActIn(tx, context, meeting, roles, dateOf(now))))
      return refuse('NOT_IN_SCOPE', 'GOV-COM-5');

    const { ownerId, signedBy } = input;
    const all = await findQuestionsOf(tx, [meeting.id]);
    const snapshotIds = [...new Set(all.map((question) => question.snapshotId))];
    const own = await findElectors(tx, ownerId, snapshotIds);
    const named = headsOf(
      await findOwnersOfHeads(
        tx,
        snapshotIds,
        own.map(({ headKey }) => headKey),
      ),
      signedBy,
    );
    if (named.length === 0) return refuse('NOT_THE_CO_OWNERS', 'REG-4');
    const sold = await findSoldHeads(tx, snapshotIds);
    const heads = named.filter(
      ({ snapshotId, headKey }) =>
        !sold.some((each) => each.snapshotId === snapshotId && each.headKey === headKey),
    );
    if (heads.length === 0) return refuse('UNITS_SOLD', 'REG-7');

    const questions = all.filter(({ snapshotId }) => heads.some((head) => head.snapshotId === snapshotId));
    const closed = notOpen(questions, now);
    if (closed) return closed;

    const moved = await takeActs(
      tx,
      questions.flatMap(({ id: questionId, snapshotId }) =>
        heads
          .filter((head) => head.snapshotId === snapshotId)
          .map(({ headKey }) => ({
            questionId,
            headKey,
            act: { kind: 'DESIGNATION', ownerId, receivedAt: now } as const,
          })),
      ),
      rulesOf(meeting),
    );
    await insertCoOwnerActs(
      tx,
      moved.map(({ questionId, headKey, moved: { sequence } }) => ({
        questionId,
        headKey,
        sequence,
        ownerId,
        kind: 'DESIGNATION',
        receivedAt: now,
      })),
    );
    await storeStandings(tx, moved);
    const detail = { ownerId, signedBy, legalBasis: legalBasisOf('OWNERS_VOTE') };
    await appendAudit(tx, context, { action: 'designateVoter', subject: meeting.id, detail }, now);
    return accept({ questions, designatedAt: now });
  });
}
