import { decisionAnnulled } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { setAnnulled } from './decision.table';

/** A court or an office annulled it: nothing more is paid or begun on it, and what was paid stays (GOV-VOTE-10). */
export const onDecisionAnnulled = on(decisionAnnulled, async (tx, { data }) => {
  const { decisionId, annulledOn, annulledAt } = data;
  await setAnnulled(tx, decisionId, { annulledOn, annulledAt });
});
