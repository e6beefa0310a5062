import { legalBasisOf } from '@anju/rulebook/legal-basis';
import { profileAt } from '@anju/rulebook/rule-profile';
import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { appendToOutbox } from '@anju/runtime/outbox';
import { setTimer } from '@anju/runtime/timers';
import { accept, refuse } from '@anju/values/decision';
import { newId } from '@anju/values/id';
import { dateOf, endOfDay, type Instant } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import { findOwnerIdsOf } from '../electorate-snapshot/electorate-snapshot.table';
import { findUnitsOfOwners } from '../exclusive-unit/exclusive-unit.table';
import type { OwnersDecision } from '../owners-decision/owners-decision';
import { updateDecision } from '../owners-decision/owners-decision.table';
import { checkText, type ObjectionPaper, raiseObjection as decide } from './objection';
import { insertObjection } from './objection.table';

interface Raising {
  readonly ownerId: `own_${string}`;
  readonly text: string;
  /** Null online. */
  readonly paper: ObjectionPaper | null;
}

/**
 * Of whoever owns a home of the community today or owned one when the notice froze the roll, online and on paper alike:
 * the decision is held up from then on, and an answer is owed.
 */
export async function takeObjection(
  tx: EntityManager,
  context: Context,
  decision: OwnersDecision,
  { ownerId, text, paper }: Raising,
  action: 'raiseObjection' | 'enterPaperObjection',
  now: Instant,
) {
  if (!(await mayObject(tx, decision, ownerId))) return refuse('OWNER_NOT_FOUND', 'GOV-VOTE-12');
  const unreadable = checkText(text);
  if (unreadable) return unreadable;
  const raisedAt = paper?.receivedAt ?? now;
  const result = decide(decision, {
    objectionId: newId('obj'),
    ownerId,
    sealedText: context.personalData.seal(text),
    paper,
    profileThen: () => profileAt(decision.divisionCode, dateOf(raisedAt)),
    holidays: context.holidays(),
    now,
  });
  if (!result.accepted) return result;

  const { objection, answerBy } = result.state;
  const { id: subject, decisionId, paperNumber } = objection;
  await updateDecision(tx, result.state.decision);
  await insertObjection(tx, objection);
  // Watched by people: an objection that nobody answers keeps the decision waiting.
  await setTimer(tx, {
    name: 'objection-answer',
    subject,
    rule: 'GOV-VOTE-12',
    startedAt: raisedAt,
    dueAt: endOfDay(answerBy),
  });
  await appendToOutbox(tx, result.events, now);
  const received = paper && { paperNumber, receivedAt: raisedAt };
  const detail = { decisionId, ...received, legalBasis: legalBasisOf('OBJECTION') };
  await appendAudit(tx, context, { action, subject, detail }, now);
  return accept(objection);
}

/**
 * The decision binds who owns a home today. It was counted by the frozen roll (REG-7), so that an owner of that may object
 * too, though the home was struck since, or the strike itself could not be objected to.
 */
async function mayObject(
  tx: EntityManager,
  { communityId, meetingId }: OwnersDecision,
  ownerId: Raising['ownerId'],
): Promise<boolean> {
  const homes = await findUnitsOfOwners(tx, [ownerId]);
  return (
    homes.some((home) => home.communityId === communityId) ||
    (await findOwnerIdsOf(tx, meetingId)).has(ownerId)
  );
}
