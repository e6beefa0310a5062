import { legalBasisOf } from '@anju/rulebook/legal-basis';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { accept, refuse } from '@anju/values/decision';
import { updateMeeting } from '../assembly-meeting/assembly-meeting.table';
import { lockForEntry } from '../assembly-meeting/lock-for-entry.command';
import { findActs, insertCoOwnerActs, placeOf } from '../ballot/ballot.table';
import { rejudgeHeads } from '../ballot/rejudge-heads.command';
import { statusOf } from '../question/question';
import { type TitleProofId, voidTitleProof as decide } from './title-proof';
import { findSoldHeads, findTitleProof, findVoidedProofs, insertProofVoiding } from './title-proof.table';

/**
 * In the meeting's row it meets other entries, and in the boxes of the head the ballots of the buyer and of who was said
 * to have sold.
 */
export function voidTitleProof(
  context: Context,
  key: string,
  input: { readonly proofId: TitleProofId; readonly reason: string },
) {
  const { clock } = context;
  const { proofId, reason } = input;
  const request = { caller: context, key, operation: 'voidTitleProof', input };
  return once(context, request, async (tx) => {
    const proof = await findTitleProof(tx, proofId);
    if (!proof) return refuse('PROOF_NOT_FOUND');
    const now = clock();
    const entry = await lockForEntry(tx, context, proof.meetingId, now);
    if (!entry.accepted) return entry;

    const { meeting, questions, snapshotIds } = entry.state;
    const result = decide(proofId, reason, {
      isVoided: (await findVoidedProofs(tx, [proofId])).has(proofId),
      votingOver: questions.some((each) => !['NOTICED', 'OPEN'].includes(statusOf(each, now))),
      now,
    });
    if (!result.accepted) return result;

    const { buyerId, unitIds, paperNumber } = proof;
    const heads = (await findSoldHeads(tx, snapshotIds)).filter((head) => head.proofId === proofId);
    const places = questions.flatMap(({ id: questionId, snapshotId }) =>
      heads.filter((head) => head.snapshotId === snapshotId).map(({ headKey }) => ({ questionId, headKey })),
    );
    await updateMeeting(tx, meeting);
    await rejudgeHeads(tx, new Map(questions.map((each) => [each.id, each])), places, async () => {
      await insertProofVoiding(tx, result.state);
      const acts = await findActs(tx, places);
      await insertCoOwnerActs(
        tx,
        places.map((place) => ({
          ...place,
          sequence: acts.get(placeOf(place))!.length + 1,
          ownerId: buyerId,
          kind: 'SALE_VOIDED',
          receivedAt: now,
        })),
      );
    });
    const legalBasis = legalBasisOf('OWNERS_VOTE');
    const detail = { meetingId: meeting.id, buyerId, unitIds, paperNumber, reason, legalBasis };
    await appendAudit(tx, context, { action: 'voidTitleProof', subject: proofId, detail }, now);
    return accept({ proof, voiding: result.state });
  });
}
