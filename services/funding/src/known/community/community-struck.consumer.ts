import { communityStruck } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { KnownCommunityTable } from './community.table';

/** The community was registered by mistake. Its projects, accounts and jobs stay, and nothing new is opened on it. */
export const onCommunityStruck = on(communityStruck, async (tx, { data: { communityId: id, struckAt } }) => {
  await tx.update(KnownCommunityTable, { id }, { struckAt });
});
