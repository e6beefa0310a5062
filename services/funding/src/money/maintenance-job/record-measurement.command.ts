import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { drawOnProject, holdProject } from '../../projects/renovation-project/renovation-project.facts';
import { whyGivenUp } from './allocation';
import { recordMeasurement as decide } from './application';
import { jobPaper } from './job-paper';
import { replacePaper } from './job-paper.table';
import type { MaintenanceJob, Measurement } from './maintenance-job';
import { updateJob } from './maintenance-job.table';
import { lockJobUnless, whyOwnersAndOfficeMayNot } from './may-act.queries';
import { findUseOfSigned } from './used-paper.queries';

export function recordMeasurement(
  { db, clock, personalData, ...caller }: Context,
  jobId: MaintenanceJob['id'],
  measurement: Measurement,
  key: string,
) {
  const request = { caller, key, operation: 'recordMeasurement', input: { jobId, ...measurement } };
  return once({ db, personalData }, request, async (tx) => {
    const locked = await lockJobUnless(tx, jobId, (job) =>
      whyOwnersAndOfficeMayNot(tx, caller, job, clock()),
    );
    if (!locked.accepted) return locked;

    const job = locked.state;
    const now = clock();
    const held = job.projectId && (await holdProject(tx, job.projectId));
    const givenUp = whyGivenUp(held);
    if (givenUp) return { accepted: false as const, refusal: givenUp };
    const sheet = jobPaper(job, measurement);
    const used = await findUseOfSigned(tx, sheet);
    const result = decide(job, measurement, used, now);
    if (!result.accepted) return result;

    await replacePaper(tx, 'SHEET', sheet);
    // A project for which works are done is not given up: of both at once one comes first.
    if (held) await drawOnProject(tx, held);
    await updateJob(tx, result.state);
    // The earlier one is nowhere else any more.
    const detail = { ...result.state.measurement, ...(job.measurement && { instead: job.measurement }) };
    await appendAudit(tx, caller, { action: 'recordMeasurement', subject: jobId, detail }, now);
    return result;
  });
}
