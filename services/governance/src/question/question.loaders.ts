import { profileAt } from '@anju/rulebook/rule-profile';
import { nobody, turnoutOf } from '@anju/rulebook/tally';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { deadlinesOfEach } from '@anju/runtime/timers';
import type { DivisionCode } from '@anju/values/division';
import { dateOf } from '@anju/values/time';
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

const snapshots = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findSnapshots(db.read, ids)).map((snapshot) => [snapshot.id as string, snapshot]));

/** By the rules of its place on the day that it began (OVR-3, CONV-6). */
const deadlines = async ({ db, clock }: Context, places: readonly string[]) => {
  const divisions = new Map(places.map((place) => place.split(' ') as [string, DivisionCode]));
  const found = await deadlinesOfEach(
    db.read,
    [...divisions.keys()],
    clock(),
    (id, startedAt) => profileAt(divisions.get(id)!, dateOf(startedAt)).oversight.amberShare,
  );
  return new Map([...divisions].map(([id, division]) => [placeOf(id, division), found.get(id)!]));
};

const placeOf = (id: string, division: DivisionCode) => `${id} ${division}`;

export const loadQuestion = (context: Context, id: string) => loadOne(context, byId, id);

/** In the order of the paper. */
export const loadQuestionsOf = async (context: Context, meetingId: string): Promise<Question[]> =>
  (await loadOne(context, byMeeting, meetingId)) ?? [];

export async function loadSnapshot(context: Context, id: string) {
  const snapshot = await loadOne(context, snapshots, id);
  if (!snapshot) throw new Error(`No snapshot ${id}`);
  return snapshot;
}

/** Of anything in the division that has deadlines. */
export const loadDeadlines = async (context: Context, id: string, division: DivisionCode) =>
  (await loadOne(context, deadlines, placeOf(id, division)))!;

/** The ballots as they stand, and what they come to by the rules of the closing date. */
export async function loadStand(context: Context, question: Question) {
  const count = (await loadOne(context, counts, question.id))!;
  const turnout = turnoutOf(count);
  const profile = rulesOf(question);
  return {
    turnout,
    pending: count.PENDING ?? nobody,
    invalid: count.INVALID ?? nobody,
    ...standOf(question, turnout, profile, statusOf(question, context.clock())),
  };
}
