import { annulmentWithdrawn } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { setAnnulled } from './decision.table';

/** It stands as before; from when on it holds is known still (GOV-VOTE-10). */
export const onAnnulmentWithdrawn = on(annulmentWithdrawn, async (tx, { data }) => {
  await setAnnulled(tx, data.decisionId, { annulledOn: null, annulledAt: null });
});
