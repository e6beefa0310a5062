import type { Instant } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import type { Proxy } from '../proxy/proxy';
import { rulesOf } from '../question/closing-rules';
import type { Question } from '../question/question';
import { lockQuestion, updateQuestion } from '../question/question.table';
import { choiceOf } from './act';
import { putIntoBoxes } from './ballot-box.table';
import {
  findActs,
  findAnswersOf,
  findBallotsOf,
  type HeadOnQuestion,
  insertVoidedAnswers,
  placeOf,
} from './ballot.table';
import { findHeadStandings, updateHeadStanding } from './head-standing.table';
import { standingOf } from './standing';

/**
 * What an agent handed in when the proxy had ended counts no more, on every question that is not counted yet
 * (GOV-MEET-4). The row of the question is written, so that its count comes before this or after it; and while
 * ballots are taken the boxes of the heads are, as by any ballot. Returns what was voided.
 */
export async function voidAgentsBallots(
  tx: EntityManager,
  { id: proxyId, ownerId, meetingId, recalledAt }: Proxy,
  voidedAt: Instant,
): Promise<readonly { readonly ballotId: string; readonly questionId: string }[]> {
  if (!recalledAt) return [];
  const ballots = (await findBallotsOf(tx, ownerId, [meetingId])).filter(
    (ballot) => ballot.proxyId === proxyId && ballot.receivedAt >= recalledAt,
  );
  if (ballots.length === 0) return [];

  const answers = await findAnswersOf(
    tx,
    ballots.map(({ id }) => id),
  );
  const questions = new Map<string, Question>();
  for (const questionId of [...new Set(answers.map((answer) => answer.questionId))].sort()) {
    const question = (await lockQuestion(tx, questionId))!;
    if (question.status === 'COUNTED') continue;
    await updateQuestion(tx, question);
    questions.set(questionId, question);
  }
  const uncounted = answers.filter(({ questionId }) => questions.has(questionId));
  const heads = new Map<string, HeadOnQuestion>(uncounted.map((answer) => [placeOf(answer), answer]));
  await putIntoBoxes(
    tx,
    [...heads.values()].filter(({ questionId }) => questions.get(questionId)!.status === 'OPEN'),
  );
  const voided = new Map(uncounted.map((each) => [`${each.ballotId} ${each.questionId}`, each]));
  await insertVoidedAnswers(
    tx,
    [...voided.values()].map(({ ballotId, questionId }) => ({ ballotId, questionId, proxyId, voidedAt })),
  );

  const rows = await findHeadStandings(tx, [...heads.values()]);
  for (const [place, acts] of await findActs(tx, [...heads.values()])) {
    const row = rows.get(place)!;
    const { ballotChange } = rulesOf(questions.get(row.questionId)!).meeting;
    const after = standingOf(acts, ballotChange);
    const { state, ballotId } = after;
    await updateHeadStanding(tx, row, { state, ballotId, choice: choiceOf(acts, after), acts: row.acts });
  }
  return [...voided.values()].map(({ ballotId, questionId }) => ({ ballotId, questionId }));
}
