import { type EntityManager, IsNull, Not } from 'typeorm';
import type { KnownDecision } from '../../known/decision/decision';
import { findDecisions, KnownDecisionTable } from '../../known/decision/decision.table';
import type { Warrant } from '../warrant/warrant';
import { lockWarrant } from '../warrant/warrant.table';
import { whyMeasuredBefore } from './application';
import type { MaintenanceJob } from './maintenance-job';
import { MaintenanceJobTable } from './maintenance-job.table';

/**
 * The warrants of the decision since which a job is covered, where another took its place (MF-2). Whoever leans on one
 * writes it, so that who applies on it at once is seen, or sees this.
 */
export async function lockEarlierWarrants(
  tx: EntityManager,
  { communityId, coveredSince }: MaintenanceJob,
  decision: KnownDecision | null,
): Promise<readonly Warrant[]> {
  if (!decision || coveredSince === null || coveredSince >= decision.decidedAt) return [];
  const earlier = await tx.find(KnownDecisionTable, {
    where: { communityId, decidedAt: coveredSince, id: Not(decision.id) },
    order: { id: 'ASC' },
  });
  const warrants: Warrant[] = [];
  for (const { id } of earlier) {
    const warrant = await lockWarrant(tx, id);
    if (warrant) warrants.push(warrant);
  }
  return warrants;
}

/** The job that has applied, by a later decision, for works that were done under this one. */
export async function findTakenOverBy(
  tx: EntityManager,
  { communityId }: MaintenanceJob,
  decision: KnownDecision | null,
): Promise<MaintenanceJob['id'] | null> {
  if (!decision) return null;
  const others = await tx.find(MaintenanceJobTable, {
    where: {
      ...{ communityId, coveredSince: decision.decidedAt },
      ...{ decisionId: Not(decision.id), appliedAt: Not(IsNull()) },
    },
    order: { id: 'ASC' },
  });
  const theirs = await findDecisions(
    tx,
    others.map(({ decisionId }) => decisionId!),
  );
  const decidedAt = new Map(theirs.map((each) => [each.id, each.decidedAt]));
  const leaning = others.find(({ measurement, decisionId }) =>
    whyMeasuredBefore(measurement!, decidedAt.get(decisionId!)!),
  );
  return leaning?.id ?? null;
}
