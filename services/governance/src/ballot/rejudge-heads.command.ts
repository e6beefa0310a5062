import type { EntityManager } from 'typeorm';
import { rulesOf } from '../question/closing-rules';
import type { Question, QuestionId } from '../question/question';
import { lockQuestion, updateQuestion } from '../question/question.table';
import { putIntoBoxes } from './ballot-box.table';
import { findActs, type HeadOnQuestion, placeOf } from './ballot.table';
import { findHeadStandings, updateHeadStanding } from './head-standing.table';
import { choiceOf, standingOf } from '@anju/rulebook/standing';

/** The questions that are not counted yet, written, so that their counts come before what is done here or after it. */
export async function holdUncounted(
  tx: EntityManager,
  questionIds: readonly QuestionId[],
): Promise<ReadonlyMap<string, Question>> {
  const held = new Map<string, Question>();
  for (const questionId of [...new Set(questionIds)].sort()) {
    const question = (await lockQuestion(tx, questionId))!;
    if (question.status === 'COUNTED') continue;
    await updateQuestion(tx, question);
    held.set(questionId, question);
  }
  return held;
}

/**
 * Says anew where heads stand once `change` has altered what their ballots are worth, or added an act. While ballots are taken the
 * boxes of the heads are written too, as by any ballot.
 */
export async function rejudgeHeads(
  tx: EntityManager,
  questions: ReadonlyMap<string, Question>,
  places: readonly HeadOnQuestion[],
  change: () => Promise<void>,
): Promise<void> {
  const heads = [...new Map(places.map((head) => [placeOf(head), head])).values()];
  await putIntoBoxes(
    tx,
    heads.filter(({ questionId }) => questions.get(questionId)!.status === 'OPEN'),
  );
  await change();
  const rows = await findHeadStandings(tx, heads);
  for (const [place, acts] of await findActs(tx, heads)) {
    const row = rows.get(place)!;
    const { ballotChange } = rulesOf(questions.get(row.questionId)!).meeting;
    const after = standingOf(acts, ballotChange);
    const { state, ballotId } = after;
    await updateHeadStanding(tx, row, { state, ballotId, choice: choiceOf(acts, after), acts: acts.length });
  }
}
