import type { Consumer } from '@anju/runtime/consumer';
import { onBuildingRecorded } from './known/building/building-recorded.consumer';
import { onCommunityRegistered } from './known/community/community-registered.consumer';
import { onCommunityRevised } from './known/community/community-revised.consumer';
import { onCommunityStruck } from './known/community/community-struck.consumer';
import { onProjectApproved } from './known/project/project-approved.consumer';
import { onProjectListed } from './known/project/project-listed.consumer';
import { onProjectProposed } from './known/project/project-proposed.consumer';

/** Everything this service listens to. */
export const participation: Consumer = {
  name: 'participation',
  subscriptions: [
    onCommunityRegistered,
    onCommunityRevised,
    onCommunityStruck,
    onBuildingRecorded,
    onProjectProposed,
    onProjectListed,
    onProjectApproved,
  ],
};
