import type { EventContract, EventType } from './define-event';
import {
  maintenancePaid,
  maintenancePaymentReversed,
  projectApproved,
  projectWithdrawn,
  projectListed,
  projectProposed,
  retentionReleased,
  retentionReleaseReversed,
} from './funding';
import {
  annulmentWithdrawn,
  buildingRecorded,
  committeeCorrected,
  committeeEntered,
  communityRegistered,
  communityRevised,
  communityStruck,
  decisionAdopted,
  decisionAnnulled,
  decisionEffective,
  decisionPosted,
  postingWithdrawn,
  decisionRejected,
  decisionSuspended,
  meetingConvened,
  meetingWithdrawn,
} from './governance';
import { householdGateMissed, householdGateReached } from './participation';
import { companyCorrected, companyRegistered, contractSigned, contractVoided } from './property-management';

const all = [
  communityRegistered,
  communityRevised,
  communityStruck,
  buildingRecorded,
  committeeEntered,
  committeeCorrected,
  meetingConvened,
  meetingWithdrawn,
  decisionAdopted,
  decisionRejected,
  decisionPosted,
  postingWithdrawn,
  decisionEffective,
  decisionSuspended,
  decisionAnnulled,
  annulmentWithdrawn,
  projectProposed,
  projectListed,
  projectApproved,
  projectWithdrawn,
  maintenancePaid,
  retentionReleased,
  maintenancePaymentReversed,
  retentionReleaseReversed,
  householdGateReached,
  householdGateMissed,
  companyRegistered,
  companyCorrected,
  contractSigned,
  contractVoided,
] as const;

/** Every contract by its type: the outbox checks against it on the way out, consumers on the way in. */
export const catalogue: ReadonlyMap<EventType, EventContract> = new Map(all.map((c) => [c.type, c]));
