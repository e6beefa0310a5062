import { appendAudit } from '@anju/runtime/audit';
import type { Context } from '@anju/runtime/context';
import { appendToOutbox } from '@anju/runtime/outbox';
import { transaction } from '@anju/runtime/transaction';
import { refuse } from '@anju/values/decision';
import { actsAs } from '../../acts-as.access';
import { findGates } from './gate-evidence.queries';
import { listProject as decide } from './project-moves';
import type { RenovationProjectId } from './renovation-project';
import { lockProject, updateProject } from './renovation-project.table';

export function listProject({ db, clock, ...caller }: Context, projectId: RenovationProjectId) {
  return transaction(db, async (tx) => {
    const project = await lockProject(tx, projectId);
    if (!project) return refuse('PROJECT_NOT_FOUND');
    if (!actsAs(caller, ['COUNTY_BUREAU'], { division: project.divisionCode })) return refuse('NOT_IN_SCOPE');

    const now = clock();
    const gates = await findGates(tx, [project], now);
    const result = decide(project, gates.get(projectId)!, now);
    if (!result.accepted) return result;

    await updateProject(tx, result.state);
    await appendToOutbox(tx, result.events, now);
    await appendAudit(tx, caller, { action: 'listProject', subject: projectId }, now);
    return result;
  });
}
