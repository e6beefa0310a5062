import { communityStruck } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { lockCommunity, updateCommunity } from './community.table';

/** The community was registered by mistake. Its solicitations stay, and nothing new is opened on it. */
export const onCommunityStruck = on(communityStruck, async (tx, { data: { communityId, struckAt } }) => {
  const community = await lockCommunity(tx, communityId);
  // Parks the key, where somebody will see it.
  if (!community) throw new Error(`${communityId} was struck and never registered`);
  await updateCommunity(tx, { ...community, struckAt });
});
