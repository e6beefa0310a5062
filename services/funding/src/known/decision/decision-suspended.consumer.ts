import { decisionSuspended } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { KnownDecisionTable } from './decision.table';

/** Owners may object again: nothing more is done on the decision until it is effective anew (GOV-VOTE-12). */
export const onDecisionSuspended = on(decisionSuspended, async (tx, { data }) => {
  await tx.update(KnownDecisionTable, { id: data.decisionId }, { effectiveAt: null });
});
