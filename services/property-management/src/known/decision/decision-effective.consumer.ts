import { decisionEffective } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { makeEffective } from './decision.table';

/** The objection window is over: from this moment on a contract may rest on the decision. */
export const onDecisionEffective = on(decisionEffective, async (tx, { data }) => {
  await makeEffective(tx, data.decisionId, data.effectiveAt);
});
