import { accept, type Decision, type Refusal, refuse } from '@anju/values/decision';
import { isReason, longestReason } from '@anju/values/reason';
import { dateOf, type Instant } from '@anju/values/time';
import { wrongState } from './application';
import { isBefore, type MaintenanceJob } from './maintenance-job';

/** The way back from step 1 of MF-2 while no money was promised to the job: it stays, and nothing more is done on it. */
export function withdrawMaintenanceJob(
  job: MaintenanceJob,
  reason: string,
  now: Instant,
): Decision<MaintenanceJob, never, 'WRONG_STATE' | 'REASON_INVALID'> {
  if (!isBefore(job, 'APPLIED')) return wrongState(job, 'WITHDRAWN');
  const why = reason.trim();
  if (!isReason(why)) return refuse('REASON_INVALID', null, { detail: { most: longestReason } });
  return accept({ ...job, state: 'WITHDRAWN', withdrawal: { reason: why, withdrawnAt: now } });
}

/** Why no step of a job is taken any more; null where it stands. */
export function whyWithdrawn({ withdrawal }: MaintenanceJob): Refusal<'JOB_WITHDRAWN'> | null {
  if (!withdrawal) return null;
  const { reason, withdrawnAt } = withdrawal;
  return refuse('JOB_WITHDRAWN', 'MF-2', { detail: { reason, withdrawnOn: dateOf(withdrawnAt) } }).refusal;
}
