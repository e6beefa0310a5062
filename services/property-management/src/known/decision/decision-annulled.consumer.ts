import { decisionAnnulled } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { setAnnulledOn } from './decision.table';

/** A court or an office annulled it: no contract rests on it from now on, and one that was signed shows it (GOV-VOTE-10). */
export const onDecisionAnnulled = on(decisionAnnulled, async (tx, { data }) => {
  await setAnnulledOn(tx, data.decisionId, data.annulledOn);
});
