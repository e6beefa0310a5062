import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { appendToOutbox } from '@anju/runtime/outbox';
import { transaction } from '@anju/runtime/transaction';
import { refuse } from '@anju/values/decision';
import { actsAs } from '../../acts-as.access';
import { approveProject as decide } from './project-moves';
import type { RenovationProjectId } from './renovation-project';
import { lockProject, updateProject } from './renovation-project.table';

interface Approval {
  readonly projectId: RenovationProjectId;
  readonly documentNumber: string;
}

export function approveProject({ db, clock, ...caller }: Context, { projectId, documentNumber }: Approval) {
  return transaction(db, async (tx) => {
    const project = await lockProject(tx, projectId);
    if (!project) return refuse('PROJECT_NOT_FOUND');
    if (!actsAs(caller, ['COUNTY_BUREAU', 'CITY_BUREAU'], { division: project.divisionCode }))
      return refuse('NOT_IN_SCOPE');

    const now = clock();
    const result = decide(project, documentNumber, now);
    if (!result.accepted) return result;

    await updateProject(tx, result.state);
    await appendToOutbox(tx, result.events, now);
    const detail = { documentNumber: result.state.approvalDocument };
    await appendAudit(tx, caller, { action: 'approveProject', subject: projectId, detail }, now);
    return result;
  });
}
