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
  { communityId, coveredSince, contentCode, buildingIds }: MaintenanceJob,
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
    if (warrant?.contentCodes.includes(contentCode) && isSameScope(warrant.buildingIds, buildingIds))
      warrants.push(warrant);
  }
  return warrants;
}

/**
 * The other job that has applied, by a later decision, for such works that were done under the decision by which this one
 * would be paid, or since which it is covered.
 */
export async function findTakenOverBy(
  tx: EntityManager,
  { id, communityId, contentCode, buildingIds, coveredSince, measurement: own }: MaintenanceJob,
  decision: KnownDecision | null,
): Promise<MaintenanceJob['id'] | null> {
  if (!decision || !own) return null;
  const leans = whyMeasuredBefore(own, decision.decidedAt) !== null;
  const since = leans && coveredSince !== null ? coveredSince : decision.decidedAt;
  const applied = await tx.find(MaintenanceJobTable, {
    where: { communityId, contentCode, coveredSince: since, id: Not(id), appliedAt: Not(IsNull()) },
    order: { id: 'ASC' },
  });
  const others = applied.filter((each) => isSameScope(each.buildingIds, buildingIds));
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

/** The whole zone where both name no building. */
const isSameScope = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((each) => other.includes(each));
