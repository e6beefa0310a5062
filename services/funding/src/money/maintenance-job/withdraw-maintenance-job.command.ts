import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { freePapers } from './job-paper.table';
import type { MaintenanceJob } from './maintenance-job';
import { updateJob } from './maintenance-job.table';
import { lockJobUnless, whyOwnersMayNot } from './may-act.queries';
import { watchWarrantyEnd } from './warranty-end.timer';
import { withdrawMaintenanceJob as decide } from './withdrawal';

interface Withdrawal {
  readonly jobId: MaintenanceJob['id'];
  readonly reason: string;
}

/** Nobody else needs to know, since nobody was told of the job. */
export function withdrawMaintenanceJob(
  { db, clock, personalData, ...caller }: Context,
  { jobId, reason }: Withdrawal,
  key: string,
) {
  const request = { caller, key, operation: 'withdrawMaintenanceJob', input: { jobId, reason } };
  return once({ db, personalData }, request, async (tx) => {
    const locked = await lockJobUnless(tx, jobId, (job) => whyOwnersMayNot(tx, caller, job, clock()));
    if (!locked.accepted) return locked;

    const now = clock();
    const result = decide(locked.state, reason, now);
    if (!result.accepted) return result;

    await updateJob(tx, result.state);
    await freePapers(tx, jobId);
    await watchWarrantyEnd(tx, result.state);
    const detail = { reason: result.state.withdrawal?.reason, instead: { state: locked.state.state } };
    await appendAudit(tx, caller, { action: 'withdrawMaintenanceJob', subject: jobId, detail }, now);
    return result;
  });
}
