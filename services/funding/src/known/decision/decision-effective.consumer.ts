import { decisionEffective } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { KnownDecisionTable } from './decision.table';

/** The objection window is over: what the decision allows may be done (GOV-VOTE-12). */
export const onDecisionEffective = on(decisionEffective, async (tx, { data }) => {
  const { affected } = await tx.update(
    KnownDecisionTable,
    { id: data.decisionId },
    { effectiveAt: data.effectiveAt },
  );
  // Parks the key, where somebody will see it: the adoption must have come before.
  if (affected !== 1) throw new Error(`${data.decisionId} is effective and was never adopted`);
});
