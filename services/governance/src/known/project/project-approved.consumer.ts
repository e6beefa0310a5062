import { projectApproved } from '@anju/events/funding';
import { on } from '@anju/runtime/consumer';
import { setKnownProjectState } from './project.table';

export const onProjectApproved = on(projectApproved, (tx, { data: { projectId, synthetic } }) =>
  setKnownProjectState(tx, projectId, 'APPROVED', synthetic),
);
