import { communityRegistered } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { insertCommunity } from './community.table';

/** Governance has a new community in its register. */
export const onCommunityRegistered = on(communityRegistered, async (tx, { data }) => {
  const { communityId: id, divisionCode, name, households, synthetic } = data;
  await insertCommunity(tx, { id, version: 1, divisionCode, name, households, synthetic, struckAt: null });
});
