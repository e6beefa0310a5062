import { communityRegistered } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { KnownCommunityTable } from './community.table';

/** Governance has a new community in its register. */
export const onCommunityRegistered = on(communityRegistered, async (tx, { data }) => {
  const { communityId: id, divisionCode, name, households, synthetic } = data;
  await tx.insert(KnownCommunityTable, { id, divisionCode, name, households, synthetic, struckAt: null });
});
