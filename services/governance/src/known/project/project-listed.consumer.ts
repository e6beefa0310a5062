import { projectListed } from '@anju/events/funding';
import { on } from '@anju/runtime/consumer';
import { setKnownProjectState } from './project.table';

export const onProjectListed = on(projectListed, (tx, { data: { projectId, synthetic } }) =>
  setKnownProjectState(tx, projectId, 'LISTED', synthetic),
);
