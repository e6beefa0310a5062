import type { HouseholdGateMissed } from '@anju/events/participation';
import type { Id } from '@anju/values/id';
import type { Instant } from '@anju/values/time';

export type ShortOf = HouseholdGateMissed['data']['shortOf'][number];

/** What came of asking a community's households, as participation judged it (PART-2, PART-3). */
export interface HouseholdGate {
  readonly solicitationId: Id<'sol'>;
  readonly communityId: Id<'com'>;
  readonly households: number;
  readonly contacted: number;
  readonly answers: number;
  readonly consents: number;
  readonly managementModeConsents: number;
  /** Empty where the gate was reached. */
  readonly shortOf: readonly ShortOf[];
  readonly decidedAt: Instant;
  /** The answers are invented for a demonstration. */
  readonly synthetic: boolean;
}

/** A community that is asked again is judged by the last answer. */
export function latestOf(gates: readonly HouseholdGate[]): HouseholdGate | null {
  const [first, ...others] = gates;
  if (!first) return null;
  return others.reduce((latest, gate) => (gate.decidedAt > latest.decidedAt ? gate : latest), first);
}
