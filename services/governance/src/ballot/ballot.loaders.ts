import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { isId } from '@anju/values/id';
import { findQuestions } from '../question/question.table';
import type { AnswerAsSeen } from './answer-as-seen';
import { findAnswersAsSeen } from './answers-as-seen.queries';
import type { Ballot } from './ballot';
import { findAnswersOf, findBallotsOf, findVoidings } from './ballot.table';
import type { Voiding } from './voiding';

/** The caller's own, by question; nobody else's is ever looked for (PRIV-1). */
const ownByQuestion = async ({ db, owner }: Context, questionIds: readonly string[]) => {
  if (!owner || !isId('own', owner)) return new Map<string, Ballot[]>();
  const questions = await findQuestions(db.read, questionIds);
  const ballots = await findBallotsOf(db.read, owner, [...new Set(questions.map((each) => each.meetingId))]);
  const answers = await findAnswersOf(
    db.read,
    ballots.map(({ id }) => id),
  );
  const on = (questionId: string) => {
    const ids = new Set(
      answers.filter((each) => each.questionId === questionId).map((each) => each.ballotId),
    );
    return ballots.filter(({ id }) => ids.has(id));
  };
  return new Map(questionIds.map((id) => [id, on(id)]));
};

const answersByBallot = ({ db, roles, owner }: Context, ballotIds: readonly string[]) =>
  findAnswersAsSeen(db.read, ballotIds, roles.has('OWNER') ? owner : null);

const voidings = async ({ db }: Context, ballotIds: readonly string[]) =>
  new Map((await findVoidings(db.read, ballotIds)).map((voiding) => [voiding.ballotId as string, voiding]));

export const loadVoiding = (context: Context, ballotId: string): Promise<Voiding | null> =>
  loadOne(context, voidings, ballotId);

export const loadOwnBallotsOn = async (context: Context, questionId: string): Promise<Ballot[]> =>
  (await loadOne(context, ownByQuestion, questionId)) ?? [];

export const loadAnswersOf = async (context: Context, ballotId: string): Promise<AnswerAsSeen[]> =>
  (await loadOne(context, answersByBallot, ballotId)) ?? [];
