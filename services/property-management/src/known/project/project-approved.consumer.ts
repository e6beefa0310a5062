import { projectApproved } from '@anju/events/funding';
import { on } from '@anju/runtime/consumer';
import { updateProject } from './project.table';

/** A project was approved, with the communities it has by then. */
export const onProjectApproved = on(projectApproved, (tx, { data: { projectId: id, communityIds } }) =>
  updateProject(tx, { id, communityIds }),
);
