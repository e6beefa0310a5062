import { projectProposed } from '@anju/events/funding';
import { on } from '@anju/runtime/consumer';
import { insertKnownProject } from './project.table';

/** Its content list may be put to the owners by its hash (PART-4). */
export const onProjectProposed = on(projectProposed, async (tx, { data }) => {
  const { projectId: id, name, communityIds, contents, contentsHash, synthetic = false } = data;
  await insertKnownProject(tx, {
    id,
    name,
    state: 'PROPOSED',
    communityIds,
    contents,
    contentsHash,
    synthetic,
  });
});
