import { communityRevised } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { lockCommunity, updateCommunity } from './community.table';

/** A later import changed the register; the community's contracts follow it to its division. */
export const onCommunityRevised = on(communityRevised, async (tx, { data }) => {
  const { communityId, divisionCode, name, synthetic } = data;
  const community = await lockCommunity(tx, communityId);
  if (!community) throw new Error(`${communityId} was revised and never registered`);
  await updateCommunity(tx, { ...community, divisionCode, name, synthetic, struckAt: null });
});
