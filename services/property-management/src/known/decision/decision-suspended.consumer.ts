import { decisionSuspended } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { setEffectiveAt } from './decision.table';

/** Owners may object again: no contract rests on the decision until it is effective anew (GOV-VOTE-12). */
export const onDecisionSuspended = on(decisionSuspended, async (tx, { data }) => {
  await setEffectiveAt(tx, data.decisionId, null);
});
