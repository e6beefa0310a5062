import { legalBasisOf } from '@anju/rulebook/legal-basis';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { Conflict } from '@anju/runtime/transaction';
import { accept, refuse } from '@anju/values/decision';
import { isId } from '@anju/values/id';
import { findElectors, findOwnersOfHeads } from '../electorate-snapshot/electorate-snapshot.table';
import { actsAs } from '../owners-roll/roll.access';
import type { QuestionId } from '../question/question';
import { findQuestion } from '../question/question.table';
import { act, changedAnything } from './act';
import { notOpen } from './ballot';
import { findActs, insertCoOwnerActs, placeOf } from './ballot.table';
import { storeStandings, takeActs } from './head-acts.command';
import { rulesOf } from '../question/closing-rules';

/** The owner is the one the token is bound to. */
export function objectToCoOwnersBallot(context: Context, key: string, questionId: QuestionId) {
  const { clock, owner: ownerId } = context;
  const request = { caller: context, key, operation: 'objectToCoOwnersBallot', input: { questionId } };
  return once(context, request, async (tx) => {
    if (!ownerId || !isId('own', ownerId)) return refuse('NOT_AN_OWNER', 'GOV-MEET-3');
    const question = await findQuestion(tx, questionId);
    if (!question) return refuse('QUESTION_NOT_FOUND');
    const { communityId, divisionCode: division } = question;
    if (!actsAs(context, ['OWNER'], { division, communityId })) return refuse('NOT_IN_SCOPE', 'GOV-MEET-3');

    const now = clock();
    const closed = notOpen([question], now);
    if (closed) return closed;

    const { snapshotId } = question;
    const own = await findElectors(tx, ownerId, [snapshotId]);
    const keys = own.map(({ headKey }) => headKey);
    const owners = await findOwnersOfHeads(tx, [snapshotId], keys);
    const shared = keys.filter((key) => owners.filter(({ headKey }) => headKey === key).length > 1);
    if (shared.length === 0) return refuse('NOT_A_CO_OWNER', 'REG-4');

    const profile = rulesOf(question);
    const { ballotChange } = profile.meeting;
    const objection = { kind: 'OBJECTION', ownerId, receivedAt: now } as const;
    const heads = shared.map((headKey) => ({ questionId, headKey, act: objection }));
    const before = await findActs(tx, heads);
    const effective = heads.filter((head) =>
      changedAnything(act(before.get(placeOf(head))!, objection, ballotChange)),
    );
    if (effective.length === 0) return refuse('NOTHING_TO_OBJECT_TO', 'REG-4');

    const moved = await takeActs(tx, effective, profile);
    if (!moved.every((head) => changedAnything(head.moved))) throw new Conflict('A co-owner acted meanwhile');
    await insertCoOwnerActs(
      tx,
      moved.map(({ headKey, moved: { sequence } }) => ({
        questionId,
        headKey,
        sequence,
        ownerId,
        kind: 'OBJECTION',
        receivedAt: now,
      })),
    );
    await storeStandings(tx, moved);
    const detail = { ownerId, legalBasis: legalBasisOf('OWNERS_VOTE') };
    await appendAudit(tx, context, { action: 'objectToCoOwnersBallot', subject: questionId, detail }, now);
    return accept(question);
  });
}
