import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { refuse } from '@anju/values/decision';
import type { Id } from '@anju/values/id';
import { linkDecision as decide } from './application';
import type { MaintenanceJob } from './maintenance-job';
import { lockJob, updateJob } from './maintenance-job.table';
import { whyOwnersAndOfficeMayNot } from './may-act.queries';
import { findNamedDecision } from './named-decision.queries';

interface Link {
  readonly jobId: MaintenanceJob['id'];
  readonly decisionId: Id<'dec'>;
}

export function linkDecision({ db, clock, ...caller }: Context, { jobId, decisionId }: Link, key: string) {
  const request = { caller, key, operation: 'linkDecision', input: { jobId, decisionId } };
  return once(db, request, async (tx) => {
    const job = await lockJob(tx, jobId);
    if (!job) return refuse('JOB_NOT_FOUND');
    const now = clock();
    const refusal = await whyOwnersAndOfficeMayNot(tx, caller, job, now);
    if (refusal) return { accepted: false as const, refusal };

    const result = decide(job, await findNamedDecision(tx, decisionId));
    if (!result.accepted) return result;

    await updateJob(tx, result.state);
    await appendAudit(tx, caller, { action: 'linkDecision', subject: jobId, detail: { decisionId } }, now);
    return result;
  });
}
