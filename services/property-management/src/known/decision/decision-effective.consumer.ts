import { decisionEffective } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { setEffectiveAt } from './decision.table';

/** The objection window is over: from this moment on a contract may rest on the decision. */
export const onDecisionEffective = on(decisionEffective, async (tx, { data }) => {
  await setEffectiveAt(tx, data.decisionId, data.effectiveAt);
});
