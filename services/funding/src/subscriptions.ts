import { decisionAdopted } from '@anju/events/governance';
import { type Consumer, on } from '@anju/runtime/consumer';
import { onBuildingRecorded } from './known/building/building-recorded.consumer';
import { onCommitteeCorrected } from './known/committee/committee-corrected.consumer';
import { onCommitteeEntered } from './known/committee/committee-entered.consumer';
import { onCommunityRegistered } from './known/community/community-registered.consumer';
import { onCommunityRevised } from './known/community/community-revised.consumer';
import { onCommunityStruck } from './known/community/community-struck.consumer';
import { onContractSigned } from './known/contract/contract-signed.consumer';
import { onContractVoided } from './known/contract/contract-voided.consumer';
import { onAnnulmentWithdrawn } from './known/decision/annulment-withdrawn.consumer';
import { keepDecision } from './known/decision/decision-adopted.consumer';
import { onDecisionAnnulled } from './known/decision/decision-annulled.consumer';
import { onDecisionEffective } from './known/decision/decision-effective.consumer';
import { onDecisionSuspended } from './known/decision/decision-suspended.consumer';
import { onDecisionRejected } from './known/decision/decision-rejected.consumer';
import { onHouseholdGateMissed } from './known/household-gate/household-gate-missed.consumer';
import { onHouseholdGateReached } from './known/household-gate/household-gate-reached.consumer';
import { openWarrant } from './money/warrant/decision-adopted.consumer';

/** Everything this service listens to. */
export const funding: Consumer = {
  name: 'funding',
  subscriptions: [
    onCommunityRegistered,
    onCommunityRevised,
    onCommunityStruck,
    onBuildingRecorded,
    onCommitteeEntered,
    onCommitteeCorrected,
    onHouseholdGateReached,
    onHouseholdGateMissed,
    on(decisionAdopted, async (tx, event, now) => {
      await keepDecision(tx, event, now);
      await openWarrant(tx, event, now);
    }),
    onDecisionRejected,
    onDecisionEffective,
    onDecisionSuspended,
    onDecisionAnnulled,
    onAnnulmentWithdrawn,
    onContractSigned,
    onContractVoided,
  ],
};
