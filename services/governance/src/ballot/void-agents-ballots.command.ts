import type { Instant } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import type { Proxy } from '../proxy/proxy';
import {
  findAnswersOf,
  findBallotsOf,
  findRatifications,
  findVoidings,
  insertVoidedAnswers,
  placeOf,
} from './ballot.table';
import { holdUncounted, rejudgeHeads } from './rejudge-heads.command';

/**
 * What an agent handed in when the proxy had ended counts no more, on every question that is not counted yet
 * (GOV-MEET-4), unless the owner has ratified it. Returns what was voided.
 */
export async function voidAgentsBallots(
  tx: EntityManager,
  { id: proxyId, ownerId, meetingId, recalledAt }: Proxy,
  voidedAt: Instant,
): Promise<readonly { readonly ballotId: string; readonly questionId: string }[]> {
  if (!recalledAt) return [];
  const handedIn = (await findBallotsOf(tx, ownerId, [meetingId])).filter(
    (ballot) => ballot.proxyId === proxyId && ballot.receivedAt >= recalledAt,
  );
  const mistaken = await findVoidings(
    tx,
    handedIn.map(({ id }) => id),
  );
  const ballots = handedIn.filter(({ id }) => !mistaken.some(({ ballotId }) => ballotId === id));
  if (ballots.length === 0) return [];

  const ballotIds = ballots.map(({ id }) => id);
  const answers = await findAnswersOf(tx, ballotIds);
  const questions = await holdUncounted(
    tx,
    answers.map(({ questionId }) => questionId),
  );
  const ratified = await findRatifications(tx, ballotIds);
  const uncounted = answers.filter(
    (answer) =>
      questions.has(answer.questionId) &&
      !ratified.some((each) => each.ballotId === answer.ballotId && placeOf(each) === placeOf(answer)),
  );
  const voided = [
    ...new Map(uncounted.map((each) => [`${each.ballotId} ${each.questionId}`, each])).values(),
  ].map(({ ballotId, questionId }) => ({ ballotId, questionId }));
  await rejudgeHeads(tx, questions, uncounted, () =>
    insertVoidedAnswers(
      tx,
      voided.map((each) => ({ ...each, proxyId, voidedAt })),
    ),
  );
  return voided;
}
