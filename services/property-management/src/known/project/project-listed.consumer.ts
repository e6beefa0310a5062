import { projectListed } from '@anju/events/funding';
import { on } from '@anju/runtime/consumer';
import { updateProject } from './project.table';

/** A project was taken into the annual plan, with the communities it has by then. */
export const onProjectListed = on(projectListed, (tx, { data: { projectId: id, communityIds } }) =>
  updateProject(tx, { id, communityIds }),
);
