import { legalBasisOf } from '@anju/rulebook/legal-basis';
import { appendAudits } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { transaction } from '@anju/runtime/transaction';
import { dateOf } from '@anju/values/time';
import { findOwnCommittee, mayActAs } from '../assembly-meeting/may-act.queries';
import { readPurpose } from '../owner/reading-purpose.access';
import { findDecisions } from '../owners-decision/owners-decision.table';
import type { Objection } from './objection';
import { findObjections, findObjectionsTo } from './objection.table';

const byId = async ({ db }: Context, ids: readonly string[]) =>
  new Map((await findObjections(db.read, ids)).map((objection) => [objection.id as string, objection]));

const byDecision = async ({ db }: Context, ids: readonly string[]) => {
  const objections = await findObjectionsTo(db.read, ids);
  return new Map(ids.map((id) => [id, objections.filter(({ decisionId }) => decisionId === id)]));
};

/** As whom the caller may read what was written: its owner, or the committee or street that may answer; absent for others. */
const readers = async (context: Context, ids: readonly string[]) => {
  const { db, clock, owner } = context;
  const objections = await findObjections(db.read, ids);
  const decisions = await findDecisions(db.read, [...new Set(objections.map((each) => each.decisionId))]);
  const today = dateOf(clock());
  const roles = ['OWNERS_COMMITTEE', 'SUBDISTRICT_OFFICE'] as const;
  const committee = await findOwnCommittee(db.read, context);
  const reached = new Set(
    decisions.filter((decision) => mayActAs(context, committee, decision, roles, today)).map(({ id }) => id),
  );
  const as = new Map<string, 'OWNER' | 'OFFICE'>();
  for (const { id, ownerId, decisionId } of objections)
    if (ownerId === owner) as.set(id, 'OWNER');
    else if (reached.has(decisionId)) as.set(id, 'OFFICE');
  return as;
};

/** What is read, and what for; null where owners read their own. */
interface Reading {
  readonly id: string;
  readonly purpose: string | null;
}

/** What was written, by reading, for who was shown to be a reader of it: recorded before it is given out (PRIV-1). */
const written = async (context: Context, keys: readonly string[]) => {
  const { db, clock, personalData } = context;
  const readings = keys.map((key) => ({ key, ...(JSON.parse(key) as Reading) }));
  const entries = readings.flatMap(({ id: subject, purpose }) => {
    const detail = { purpose, legalBasis: legalBasisOf('OBJECTION') };
    return purpose === null ? [] : [{ action: 'read Objection.text', subject, detail }];
  });
  if (entries.length > 0) await transaction(db, (tx) => appendAudits(tx, context, entries, clock()));
  const objections = await findObjections(db.read, [...new Set(readings.map(({ id }) => id))]);
  return new Map(
    readings.map(({ key, id }) => {
      const { text, answer, streetAnswer } = objections.find((each) => each.id === id)!;
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

/** Null for who may not read it, whatever the purpose that is said, and for an office that says none. */
export async function loadReadable(context: Context, id: string, purpose: string | null) {
  const reader = await loadOne(context, readers, id);
  if (reader === null || (reader === 'OFFICE' && purpose === null)) return null;
  const reading: Reading = { id, purpose: reader === 'OWNER' ? null : readPurpose(purpose!) };
  return loadOne(context, written, JSON.stringify(reading));
}
