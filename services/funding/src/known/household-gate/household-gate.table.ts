import { idColumn, instantColumn, integerColumn } from '@anju/runtime/columns';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { HouseholdGate } from './household-gate';

export const HouseholdGateTable = new EntitySchema<HouseholdGate>({
  name: 'household_gate',
  columns: {
    solicitationId: { ...idColumn, primary: true },
    communityId: idColumn,
    households: integerColumn,
    contacted: integerColumn,
    answers: integerColumn,
    consents: integerColumn,
    managementModeConsents: integerColumn,
    shortOf: { type: 'json' },
    decidedAt: instantColumn,
    synthetic: { type: 'boolean' },
  },
  indices: [{ name: 'household_gate_community', columns: ['communityId'] }],
});

/** An asking that was opened again has another outcome than it had. */
export async function saveHouseholdGate(tx: EntityManager, gate: HouseholdGate): Promise<void> {
  await tx.save(HouseholdGateTable, gate);
}

export const findHouseholdGatesOf = (
  read: EntityManager,
  communityIds: readonly HouseholdGate['communityId'][],
): Promise<HouseholdGate[]> =>
  read.find(HouseholdGateTable, {
    where: { communityId: In([...communityIds]) },
    order: { solicitationId: 'ASC' },
  });
