import { committeeEntered } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { KnownCommitteeTable } from './committee.table';

/** A committee may act for its owners from now on, within its term. */
export const onCommitteeEntered = on(committeeEntered, async (tx, { data }) => {
  const { committeeId: id, communityId, termFrom, termUntil } = data;
  await tx.insert(KnownCommitteeTable, { id, communityId, termFrom, termUntil });
});
