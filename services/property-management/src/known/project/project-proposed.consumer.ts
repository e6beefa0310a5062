import { projectProposed } from '@anju/events/funding';
import { on } from '@anju/runtime/consumer';
import { insertProject } from './project.table';

/** Funding has a new project; it shows who looks after its communities. */
export const onProjectProposed = on(projectProposed, (tx, { data: { projectId: id, communityIds } }) =>
  insertProject(tx, { id, communityIds }),
);
