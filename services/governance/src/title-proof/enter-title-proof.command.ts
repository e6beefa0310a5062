import { legalBasisOf } from '@anju/rulebook/legal-basis';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { accept } from '@anju/values/decision';
import { newId } from '@anju/values/id';
import { updateMeeting } from '../assembly-meeting/assembly-meeting.table';
import { lockForEntry } from '../assembly-meeting/lock-for-entry.command';
import { insertCoOwnerActs } from '../ballot/ballot.table';
import { storeStandings, takeActs } from '../ballot/head-acts.command';
import { findFrozenHeads } from '../electorate-snapshot/electorate-snapshot.table';
import { findOwnersById } from '../owner/owner.table';
import { rulesOf } from '../question/closing-rules';
import { statusOf } from '../question/question';
import { enterTitleProof as decide, type TitleProofDraft } from './title-proof';
import { findSoldHeads, findTitleProofs, insertTitleProof } from './title-proof.table';

/**
 * The meeting's row is written with it, so that a head is proven sold once; and in the boxes of the head it meets
 * the ballots of who sold: what was cast before it stands, and nothing of theirs is taken after (REG-7).
 */
export function enterTitleProof(context: Context, key: string, draft: TitleProofDraft) {
  const { clock } = context;
  const request = { caller: context, key, operation: 'enterTitleProof', input: draft };
  return once(context, request, async (tx) => {
    const now = clock();
    const entry = await lockForEntry(tx, context, draft.meetingId, now);
    if (!entry.accepted) return entry;

    const { meeting, questions, snapshotIds } = entry.state;
    const { buyerId, unitIds } = draft;
    const [buyer] = await findOwnersById(tx, [buyerId]);
    const sold = await findSoldHeads(tx, snapshotIds);
    const proofs = await findTitleProofs(tx, meeting.id);
    const result = decide(draft, {
      proofId: newId('ttp'),
      heads: await findFrozenHeads(tx, snapshotIds, unitIds),
      buyerIsKnown: buyer?.communityId === meeting.communityId,
      sold,
      proofs: proofs.filter(({ id }) => sold.some(({ proofId }) => proofId === id)),
      noticedAt: meeting.noticedAt,
      votingOver: questions.some((each) => !['NOTICED', 'OPEN'].includes(statusOf(each, now))),
      now,
    });
    if (!result.accepted) return result;

    const { proof, heads } = result.state;
    const sale = { kind: 'SALE', ownerId: buyerId, receivedAt: now } as const;
    const moved = await takeActs(
      tx,
      questions.flatMap(({ id: questionId, snapshotId }) =>
        heads
          .filter((head) => head.snapshotId === snapshotId)
          .map(({ headKey }) => ({ questionId, headKey, act: sale })),
      ),
      rulesOf(meeting),
    );
    await updateMeeting(tx, meeting);
    await insertTitleProof(tx, proof, heads);
    await insertCoOwnerActs(
      tx,
      moved.map(({ questionId, headKey, moved: { sequence } }) => ({
        ...sale,
        questionId,
        headKey,
        sequence,
      })),
    );
    await storeStandings(tx, moved);
    const uncast = moved.filter(({ moved: { before } }) => before.live.length === 0);
    const { paperNumber } = proof;
    const legalBasis = legalBasisOf('OWNERS_VOTE');
    const detail = { meetingId: meeting.id, buyerId, unitIds, paperNumber, legalBasis };
    await appendAudit(tx, context, { action: 'enterTitleProof', subject: proof.id, detail }, now);
    return accept({
      proof,
      questions: questions.filter(({ id }) => uncast.some(({ questionId }) => questionId === id)),
    });
  });
}
