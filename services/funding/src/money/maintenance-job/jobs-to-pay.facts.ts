import { type EntityManager, In, Not } from 'typeorm';
import type { MaintenanceJob } from './maintenance-job';
import { MaintenanceJobTable } from './maintenance-job.table';

/** How many jobs of a project have works that are done, and so paid or to be paid. */
export const countJobsToPay = (
  read: EntityManager,
  projectId: NonNullable<MaintenanceJob['projectId']>,
): Promise<number> =>
  read.countBy(MaintenanceJobTable, { projectId, state: Not(In(['PROPOSED', 'DECIDED', 'WITHDRAWN'])) });
