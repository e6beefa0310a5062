import { communityRevised } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { KnownCommunityTable } from './community.table';

/** A later import changed the register; projects keep the division they were proposed in. */
export const onCommunityRevised = on(communityRevised, async (tx, { data }) => {
  const { communityId: id, divisionCode, name, households, synthetic } = data;
  await tx.update(KnownCommunityTable, { id }, { divisionCode, name, households, synthetic, struckAt: null });
});
