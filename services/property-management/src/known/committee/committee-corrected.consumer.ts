import { committeeCorrected } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { KnownCommitteeTable } from './committee.table';

/** A committee may sign for its owners within the term that was filed; what it did by the entry before stays. */
export const onCommitteeCorrected = on(committeeCorrected, async (tx, { data }) => {
  const { committeeId: id, termFrom, termUntil } = data;
  await tx.update(KnownCommitteeTable, { id }, { termFrom, termUntil });
});
