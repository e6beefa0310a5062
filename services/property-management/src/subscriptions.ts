import type { Consumer } from '@anju/runtime/consumer';
import { onCommitteeCorrected } from './known/committee/committee-corrected.consumer';
import { onCommitteeEntered } from './known/committee/committee-entered.consumer';
import { onCommunityRegistered } from './known/community/community-registered.consumer';
import { onCommunityRevised } from './known/community/community-revised.consumer';
import { onCommunityStruck } from './known/community/community-struck.consumer';
import { onAnnulmentWithdrawn } from './known/decision/annulment-withdrawn.consumer';
import { onDecisionAdopted } from './known/decision/decision-adopted.consumer';
import { onDecisionAnnulled } from './known/decision/decision-annulled.consumer';
import { onDecisionEffective } from './known/decision/decision-effective.consumer';
import { onDecisionRejected } from './known/decision/decision-rejected.consumer';
import { onDecisionSuspended } from './known/decision/decision-suspended.consumer';
import { onProjectApproved } from './known/project/project-approved.consumer';
import { onProjectListed } from './known/project/project-listed.consumer';
import { onProjectProposed } from './known/project/project-proposed.consumer';

/** Everything this service listens to. */
export const propertyManagement: Consumer = {
  name: 'property-management',
  subscriptions: [
    onCommunityRegistered,
    onCommunityRevised,
    onCommunityStruck,
    onCommitteeEntered,
    onCommitteeCorrected,
    onDecisionAdopted,
    onDecisionRejected,
    onDecisionEffective,
    onDecisionSuspended,
    onDecisionAnnulled,
    onAnnulmentWithdrawn,
    onProjectProposed,
    onProjectListed,
    onProjectApproved,
  ],
};
