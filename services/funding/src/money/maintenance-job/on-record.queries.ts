import type { EntityManager } from 'typeorm';
import type { OnRecord } from './application';
import type { MaintenanceJob } from './maintenance-job';
import { findAcceptedJobs } from './maintenance-job.table';
import { warrantyIn } from './warranty';

/** What was accepted in the community of this job's kind of work, and by which rules its warranty runs. */
export const findOnRecord = async (
  read: EntityManager,
  job: Pick<MaintenanceJob, 'communityId' | 'contentCode' | 'divisionCode'>,
): Promise<OnRecord> => ({
  acceptedJobs: await findAcceptedJobs(read, job),
  warrantyOn: warrantyIn(job.divisionCode),
});
