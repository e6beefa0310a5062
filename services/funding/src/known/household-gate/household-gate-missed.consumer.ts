import { householdGateMissed } from '@anju/events/participation';
import { on } from '@anju/runtime/consumer';
import { saveHouseholdGate } from './household-gate.table';

/** Too few households answered or agreed; what is missing is shown at the project's gate. */
export const onHouseholdGateMissed = on(householdGateMissed, async (tx, { data }) => {
  const { divisionCode: _division, ruleProfile: _profile, synthetic = false, ...counted } = data;
  await saveHouseholdGate(tx, { ...counted, synthetic });
});
