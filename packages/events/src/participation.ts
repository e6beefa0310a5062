import { z } from 'zod';
import { defineEvent, type FactOf } from './define-event';
import { amount, divisionCode, id, instant } from './fields';

const counted = {
  solicitationId: id('sol'),
  communityId: id('com'),
  divisionCode,
  households: amount,
  /** Households reached on paper, by a visit or online (PART-2). */
  contacted: amount,
  answers: amount,
  consents: amount,
  managementModeConsents: amount,
  ruleProfile: z.string(),
  decidedAt: instant,
  /** There only where the asking is invented for a demonstration. */
  synthetic: z.literal(true).optional(),
};

/** Enough households were asked, answered and agreed: the community may be listed (PART-2, PART-3). */
export const householdGateReached = defineEvent('participation.household-gate-reached.v1', 'solicitationId', {
  ...counted,
});

/** The solicitation was closed short of the gate; `shortOf` says where. */
export const householdGateMissed = defineEvent('participation.household-gate-missed.v1', 'solicitationId', {
  ...counted,
  shortOf: z.array(z.enum(['COVERAGE', 'ANSWERS', 'CONSENT', 'MANAGEMENT_MODE'])).min(1),
});

export type HouseholdGateReached = FactOf<typeof householdGateReached>;
export type HouseholdGateMissed = FactOf<typeof householdGateMissed>;
