import type { EntityManager } from 'typeorm';
import { rulesOf } from '../question/closing-rules';
import { findQuestions } from '../question/question.table';
import { type AnswerAsSeen, asSeen } from './answer-as-seen';
import { findActs, findAnswersOf, placeOf } from './ballot.table';

/** What some ballots say and what that is worth, each in the order of the questions; the reader is the owner who asks. */
export async function findAnswersAsSeen(
  read: EntityManager,
  ballotIds: readonly string[],
  reader: string | null,
): Promise<ReadonlyMap<string, AnswerAsSeen[]>> {
  const answers = await findAnswersOf(read, ballotIds);
  const acts = await findActs(read, answers);
  const questions = await findQuestions(read, [...new Set(answers.map(({ questionId }) => questionId))]);
  const inOrder = questions.toSorted((a, b) => a.number - b.number);
  const of = (ballotId: string): AnswerAsSeen[] =>
    inOrder.flatMap((question) => {
      const own = answers.filter((each) => each.ballotId === ballotId && each.questionId === question.id);
      if (own.length === 0) return [];
      const heads = own.map((answer) => acts.get(placeOf(answer))!);
      return [asSeen(ballotId, own[0]!, heads, rulesOf(question).meeting.ballotChange, reader)];
    });
  return new Map(ballotIds.map((id) => [id, of(id)]));
}
