import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import type { Id } from '@anju/values/id';
import { holdProject } from '../../projects/renovation-project/renovation-project.facts';
import { whyGivenUp } from './allocation';
import { linkDecision as decide } from './application';
import type { MaintenanceJob } from './maintenance-job';
import { updateJob } from './maintenance-job.table';
import { lockJobUnless, whyOwnersAndOfficeMayNot } from './may-act.queries';
import { findNamedDecision } from './named-decision.queries';
import { findProjectMoney } from './project-money.queries';

interface Link {
  readonly jobId: MaintenanceJob['id'];
  readonly decisionId: Id<'dec'>;
}

export function linkDecision(
  { db, clock, personalData, ...caller }: Context,
  { jobId, decisionId }: Link,
  key: string,
) {
  const request = { caller, key, operation: 'linkDecision', input: { jobId, decisionId } };
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
    const named = await findNamedDecision(tx, decisionId);
    const result = decide(job, named, await findProjectMoney(tx, job));
    if (!result.accepted) return result;

    await updateJob(tx, result.state);
    // The earlier one is nowhere else any more.
    const detail = { decisionId, ...(job.decisionId && { instead: job.decisionId }) };
    await appendAudit(tx, caller, { action: 'linkDecision', subject: jobId, detail }, now);
    return result;
  });
}
