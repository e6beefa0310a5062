import { projectProposed } from '@anju/events/funding';
import { on } from '@anju/runtime/consumer';
import { insertProject } from './project.table';

/** Funding has a new project; it shows how the households of its communities were asked. */
export const onProjectProposed = on(projectProposed, (tx, { data: { projectId: id, communityIds } }) =>
  insertProject(tx, { id, communityIds }),
);
