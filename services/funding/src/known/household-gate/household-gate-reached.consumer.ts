import { householdGateReached } from '@anju/events/participation';
import { on } from '@anju/runtime/consumer';
import { saveHouseholdGate } from './household-gate.table';

/** Enough households agreed: the community may be listed (PART-3). */
export const onHouseholdGateReached = on(householdGateReached, async (tx, { data }) => {
  const { divisionCode: _division, ruleProfile: _profile, synthetic = false, ...counted } = data;
  await saveHouseholdGate(tx, { ...counted, shortOf: [], synthetic });
});
