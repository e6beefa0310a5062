import { type Count, turnoutOf } from '@anju/rulebook/tally';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import type { Instant } from '@anju/values/time';
import { countVoided } from '../ballot/ballot.table';
import { countHeads } from '../ballot/head-standing.table';
import { rulesOf } from './closing-rules';
import { findSnapshots } from '../electorate-snapshot/electorate-snapshot.table';
import { type Question, standOf, statusOf } from './question';
import { findQuestions, findQuestionsOf } from './question.table';

const byId = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findQuestions(db.read, ids)).map((question) => [question.id as string, question]));

const byMeeting = async ({ db }: Context, ids: readonly string[]) => {
  const questions = await findQuestionsOf(db.read, ids);
  return new Map(ids.map((id) => [id, questions.filter(({ meetingId }) => meetingId === id)]));
};

const counts = ({ db }: Context, ids: readonly string[]) => countHeads(db.read, ids);

const voided = ({ db }: Context, ids: readonly string[]) => countVoided(db.read, ids);

const snapshots = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findSnapshots(db.read, ids)).map((snapshot) => [snapshot.id as string, snapshot]));

export const loadQuestion = (context: Context, id: string) => loadOne(context, byId, id);

/** In the order of the paper. */
export const loadQuestionsOf = async (context: Context, meetingId: string): Promise<Question[]> =>
  (await loadOne(context, byMeeting, meetingId)) ?? [];

export const loadVoided = async (context: Context, questionId: string): Promise<number> =>
  (await loadOne(context, voided, questionId))!;

export async function loadSnapshot(context: Context, id: string) {
  const snapshot = await loadOne(context, snapshots, id);
  if (!snapshot) throw new Error(`No snapshot ${id}`);
  return snapshot;
}

const stands = new WeakMap<Required<Count>, ReturnType<typeof standBy>>();

/**
 * The ballots as they stand, and what they come to by the rules of the closing date. Counted and judged once a
 * request: many fields are of it, and a question may come at many places of an answer. The verdict hangs on its count,
 * so a mutation that has the counts forgotten is judged anew.
 */
export async function loadStand(context: Context, question: Question) {
  const count = (await loadOne(context, counts, question.id))!;
  const stand = stands.get(count) ?? standBy(count, question, context.clock());
  stands.set(count, stand);
  return stand;
}

function standBy(count: Required<Count>, question: Question, now: Instant) {
  const turnout = turnoutOf(count);
  return {
    turnout,
    pending: count.PENDING,
    invalid: count.INVALID,
    ...standOf(question, turnout, rulesOf(question), statusOf(question, now)),
  };
}
