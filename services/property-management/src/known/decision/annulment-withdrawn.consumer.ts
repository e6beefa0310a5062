import { annulmentWithdrawn } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { setAnnulledOn } from './decision.table';

/** It stands as before; from when on it holds is known still (GOV-VOTE-10). */
export const onAnnulmentWithdrawn = on(annulmentWithdrawn, async (tx, { data }) => {
  await setAnnulledOn(tx, data.decisionId, null);
});
