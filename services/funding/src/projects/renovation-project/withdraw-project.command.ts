import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { once } from '@anju/runtime/idempotency';
import { appendToOutbox } from '@anju/runtime/outbox';
import { refuse } from '@anju/values/decision';
import { actsAs } from '../../acts-as.access';
import { countJobsToPay } from '../../money/maintenance-job/jobs-to-pay.facts';
import { withdrawProject as decide } from './project-moves';
import type { RenovationProjectId } from './renovation-project';
import { lockProject, updateProject } from './renovation-project.table';

interface Withdrawal {
  readonly projectId: RenovationProjectId;
  readonly reason: string;
}

export function withdrawProject(context: Context, key: string, input: Withdrawal) {
  const request = { caller: context, key, operation: 'withdrawProject', input };
  return once(context, request, async (tx) => {
    const { projectId, reason } = input;
    const project = await lockProject(tx, projectId);
    if (!project) return refuse('PROJECT_NOT_FOUND');
    if (!actsAs(context, ['COUNTY_BUREAU'], { division: project.divisionCode }))
      return refuse('NOT_IN_SCOPE');

    const now = context.clock();
    // Whoever measures works of a job writes its project too.
    const jobsToPay = await countJobsToPay(tx, projectId);
    const result = decide(project, { reason, jobsToPay }, now);
    if (!result.accepted) return result;

    await updateProject(tx, result.state);
    await appendToOutbox(tx, result.events, now);
    await appendAudit(
      tx,
      context,
      { action: 'withdrawProject', subject: projectId, detail: { reason } },
      now,
    );
    return result;
  });
}
