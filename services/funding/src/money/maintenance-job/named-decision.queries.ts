import type { EntityManager } from 'typeorm';
import { findDecision } from '../../known/decision/decision.table';
import { findWarrants } from '../warrant/warrant.table';
import type { NamedDecision } from './application';
import type { MaintenanceJob } from './maintenance-job';

/** What is known of a decision and of what it lets be paid. */
export async function findNamedDecision(
  read: EntityManager,
  decisionId: MaintenanceJob['decisionId'],
): Promise<NamedDecision> {
  if (!decisionId) return { decision: null, warrant: null };
  // In this order: both are written at once, so what a decision lets be paid is there if the decision is. The other
  // way round one that comes in between would seem to pay nothing.
  const decision = await findDecision(read, decisionId);
  const [warrant] = await findWarrants(read, [decisionId]);
  return { decision, warrant: warrant ?? null };
}
