import { committeeEntered } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { insertCommittee } from './committee.table';

/** A committee may sign for its owners, within its term. */
export const onCommitteeEntered = on(committeeEntered, async (tx, { data }) => {
  const { committeeId: id, communityId, termFrom, termUntil } = data;
  await insertCommittee(tx, { id, communityId, termFrom, termUntil });
});
