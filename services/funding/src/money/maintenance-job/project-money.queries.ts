import { toSafeInteger } from '@anju/runtime/columns';
import type { ContentCode } from '@anju/rulebook/content';
import type { EntityManager } from 'typeorm';
import { findFundAllocations } from '../../projects/renovation-project/renovation-project.facts';
import type { ProjectMoney } from './allocation';
import type { MaintenanceJob } from './maintenance-job';

/** What a job's project was allocated and its jobs have applied for; null for a job of its own. */
export async function findProjectMoney(
  read: EntityManager,
  { projectId }: MaintenanceJob,
): Promise<ProjectMoney | null> {
  if (!projectId) return null;
  const allocations = await findFundAllocations(read, projectId);
  const rows: { contentCode: ContentCode; appliedFen: unknown }[] = await read.query(
    `SELECT contentCode, SUM(costFen) AS appliedFen FROM maintenance_job
      WHERE projectId = ? AND appliedAt IS NOT NULL GROUP BY contentCode`,
    [projectId],
  );
  const applied = new Map(
    rows.map(({ contentCode, appliedFen }) => [contentCode, toSafeInteger(appliedFen)]),
  );
  return { allocations, applied };
}
