import type { Context } from '@anju/runtime/context';
import { findDecisions } from '../../known/decision/decision.table';
import { findWarrants } from './warrant.table';

/** Loader of warrants by decision, with the day from which they hold. */
export async function warrantsByDecision({ db }: Context, decisionIds: readonly string[]) {
  const decisions = await findDecisions(db.read, decisionIds);
  const decisionOf = new Map(decisions.map((decision) => [decision.id, decision]));
  const warrants = await findWarrants(db.read, decisionIds);
  return new Map(
    warrants.map((warrant) => {
      const { effectiveAt = null, annulledOn = null } = decisionOf.get(warrant.decisionId) ?? {};
      const holds = { effectiveAt: annulledOn ? null : effectiveAt, annulledOn };
      return [warrant.decisionId as string, { ...warrant, ...holds }];
    }),
  );
}
