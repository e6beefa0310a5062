import { projectWithdrawn } from '@anju/events/funding';
import { on } from '@anju/runtime/consumer';
import { setKnownProjectState } from './project.table';

/** Its list is put to the owners no more (PROJ-1). */
export const onProjectWithdrawn = on(projectWithdrawn, (tx, { data: { projectId, synthetic } }) =>
  setKnownProjectState(tx, projectId, 'CANCELLED', synthetic),
);
