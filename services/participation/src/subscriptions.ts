import type { Consumer } from '@anju/runtime/consumer';
import { onCommunityRegistered } from './known/community/community-registered.consumer';
import { onCommunityRevised } from './known/community/community-revised.consumer';

/** Everything this service listens to. */
export const participation: Consumer = {
  name: 'participation',
  subscriptions: [onCommunityRegistered, onCommunityRevised],
};
