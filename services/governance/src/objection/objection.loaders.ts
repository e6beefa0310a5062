import { legalBasisOf } from '@anju/rulebook/legal-basis';
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

/** What is read, and what for; null where the reader does not say. */
interface Reading {
  readonly id: string;
  readonly purpose: string | null;
}

/**
 * What was written, by reading, as far as the caller may read it: one's own, or for a purpose as the committee or
 * street that may answer, which is recorded before it is given out (PRIV-1).
 */
const readable = async (context: Context, keys: readonly string[]) => {
  const { db, clock, owner, personalData } = context;
  const readings = keys.map((key) => ({ key, ...(JSON.parse(key) as Reading) }));
  const objections = await findObjections(db.read, [...new Set(readings.map(({ id }) => id))]);
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
  const objectionOf = new Map(objections.map((each) => [each.id as string, each]));
  const isOwn = ({ id }: Reading) => objectionOf.get(id)?.ownerId === owner;
  const asOffice = readings.filter(
    (reading) =>
      !isOwn(reading) &&
      reading.purpose !== null &&
      objectionOf.has(reading.id) &&
      reached.has(communityOf(objectionOf.get(reading.id)!)),
  );
  const entries = asOffice.map(({ id: subject, purpose }) => {
    const detail = { purpose, legalBasis: legalBasisOf('OBJECTION') };
    return { action: 'read Objection.text', subject, detail };
  });
  if (entries.length > 0) await transaction(db, (tx) => appendAudits(tx, context, entries, now));
  return new Map(
    [...readings.filter(isOwn), ...asOffice].map(({ key, id }) => {
      const { text, answer, streetAnswer } = objectionOf.get(id)!;
      const opened = {
        text: personalData.open(text),
        answer: answer === null ? null : personalData.open(answer),
        streetAnswer: streetAnswer === null ? null : personalData.open(streetAnswer),
      };
      return [key, opened];
    }),
  );
};

export const loadObjection = (context: Context, id: string) => loadOne(context, byId, id);

/** In the order they came in. */
export const loadObjectionsTo = async (context: Context, decisionId: string): Promise<readonly Objection[]> =>
  (await loadOne(context, byDecision, decisionId)) ?? [];

export const loadReadable = (context: Context, reading: Reading) =>
  loadOne(context, readable, JSON.stringify({ id: reading.id, purpose: reading.purpose }));
