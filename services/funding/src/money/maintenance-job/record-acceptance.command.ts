import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { type EnteredAcceptance, recordAcceptance as decide } from './acceptance';
import { jobPaper } from './job-paper';
import { replacePaper } from './job-paper.table';
import type { MaintenanceJob } from './maintenance-job';
import { updateJob } from './maintenance-job.table';
import { lockJobUnless, whyOwnersAndOfficeMayNot } from './may-act.queries';
import { findUseOfSigned } from './used-paper.queries';
import { warrantyIn } from './warranty';
import { watchWarrantyEnd } from './warranty-end.timer';

export function recordAcceptance(
  { db, clock, personalData, ...caller }: Context,
  jobId: MaintenanceJob['id'],
  acceptance: EnteredAcceptance,
  key: string,
) {
  const request = { caller, key, operation: 'recordAcceptance', input: { jobId, ...acceptance } };
  return once({ db, personalData }, request, async (tx) => {
    const locked = await lockJobUnless(tx, jobId, (job) =>
      whyOwnersAndOfficeMayNot(tx, caller, job, clock()),
    );
    if (!locked.accepted) return locked;

    const job = locked.state;
    const now = clock();
    const paper = jobPaper(job, acceptance);
    const used = await findUseOfSigned(tx, paper);
    const result = decide(job, acceptance, used, warrantyIn(job.divisionCode), now);
    if (!result.accepted) return result;

    await replacePaper(tx, 'ACCEPTANCE', paper);
    await updateJob(tx, result.state);
    await watchWarrantyEnd(tx, result.state);
    // The earlier one is nowhere else any more.
    const detail = { ...result.state.acceptance, ...(job.acceptance && { instead: job.acceptance }) };
    await appendAudit(tx, caller, { action: 'recordAcceptance', subject: jobId, detail }, now);
    return result;
  });
}
