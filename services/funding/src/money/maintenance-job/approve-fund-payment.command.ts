import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { findDecision } from '../../known/decision/decision.table';
import { approveFundPayment as decide } from './application';
import { findOnRecord } from './on-record.queries';
import type { MaintenanceJob } from './maintenance-job';
import { updateJob } from './maintenance-job.table';
import { lockJobUnless, whyOfficeMayNot } from './may-act.queries';

interface Approval {
  readonly jobId: MaintenanceJob['id'];
  readonly documentNumber: string;
}

export function approveFundPayment(
  { db, clock, personalData, ...caller }: Context,
  { jobId, documentNumber }: Approval,
  key: string,
) {
  const request = { caller, key, operation: 'approveFundPayment', input: { jobId, documentNumber } };
  return once({ db, personalData }, request, async (tx) => {
    const locked = await lockJobUnless(tx, jobId, (job) => whyOfficeMayNot(caller, job, ['COUNTY_BUREAU']));
    if (!locked.accepted) return locked;

    const job = locked.state;
    const now = clock();
    const decision = job.decisionId && (await findDecision(tx, job.decisionId));
    const result = decide(job, documentNumber, decision, await findOnRecord(tx, job), now);
    if (!result.accepted) return result;

    await updateJob(tx, result.state);
    const detail = { documentNumber: result.state.approvalDocument };
    await appendAudit(tx, caller, { action: 'approveFundPayment', subject: jobId, detail }, now);
    return result;
  });
}
