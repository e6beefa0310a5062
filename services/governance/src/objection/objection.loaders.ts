import { appendAudits } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { transaction } from '@anju/runtime/transaction';
import { dateOf } from '@anju/values/time';
import { findOwnCommittee, mayActAs } from '../assembly-meeting/may-act.queries';
import { findDecisions } from '../owners-decision/owners-decision.table';
import type { Objection } from './objection';
import { findObjections, findObjectionsTo } from './objection.table';

const byId = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findObjections(db.read, ids)).map((objection) => [objection.id as string, objection]));

const byDecision = async ({ db }: Context, ids: readonly string[]) => {
  const objections = await findObjectionsTo(db.read, ids);
  return new Map(ids.map((id) => [id, objections.filter(({ decisionId }) => decisionId === id)]));
};

/**
 * What was written, by objection, as far as the caller may read it: one's own, or as the committee or street
 * that may answer, which leaves a trace (PRIV-1).
 */
const readable = async (context: Context, ids: readonly string[]) => {
  const { db, clock, owner, personalData } = context;
  const objections = await findObjections(db.read, ids);
  const decisions = await findDecisions(db.read, [...new Set(objections.map((each) => each.decisionId))]);
  const now = clock();
  const roles = ['OWNERS_COMMITTEE', 'SUBDISTRICT_OFFICE'] as const;
  const committee = await findOwnCommittee(db.read, context);
  const reached = new Set(
    decisions
      .filter((decision) => mayActAs(context, committee, decision, roles, dateOf(now)))
      .map(({ communityId }) => communityId),
  );
  const communityOf = ({ decisionId }: Objection) =>
    decisions.find(({ id }) => id === decisionId)!.communityId;
  const own = objections.filter(({ ownerId }) => ownerId === owner);
  const asOffice = objections.filter((each) => !own.includes(each) && reached.has(communityOf(each)));
  if (asOffice.length > 0)
    await transaction(db, (tx) =>
      appendAudits(
        tx,
        context,
        asOffice.map(({ id: subject }) => ({ action: 'read Objection.text', subject })),
        now,
      ),
    );
  return new Map(
    [...own, ...asOffice].map(({ id, text, answer, streetAnswer }) => [
      id as string,
      {
        text: personalData.open(text),
        answer: answer === null ? null : personalData.open(answer),
        streetAnswer: streetAnswer === null ? null : personalData.open(streetAnswer),
      },
    ]),
  );
};

export const loadObjection = (context: Context, id: string) => loadOne(context, byId, id);

/** In the order they came in. */
export const loadObjectionsTo = async (context: Context, decisionId: string): Promise<readonly Objection[]> =>
  (await loadOne(context, byDecision, decisionId)) ?? [];

export const loadReadable = (context: Context, id: string) => loadOne(context, readable, id);
