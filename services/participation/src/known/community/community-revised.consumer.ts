import { communityRevised } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { followRegister } from '../../solicitation/solicitation';
import {
  findLatestSolicitation,
  lockSolicitation,
  updateSolicitation,
} from '../../solicitation/solicitation.table';
import { lockCommunity, updateCommunity } from './community.table';

/** The register was put right; a solicitation that is still open counts with its new number of households. */
export const onCommunityRevised = on(communityRevised, async (tx, { data }) => {
  const { communityId, divisionCode, name, households, synthetic } = data;
  const community = await lockCommunity(tx, communityId);
  // Parks the key, where somebody will see it.
  if (!community) throw new Error(`${communityId} was revised and never registered`);
  const revised = { ...community, divisionCode, name, households, synthetic, struckAt: null };
  await updateCommunity(tx, revised);

  const latest = await findLatestSolicitation(tx, communityId);
  const solicitation = latest && (await lockSolicitation(tx, latest.id));
  if (solicitation?.state === 'OPEN') {
    await updateSolicitation(tx, followRegister(solicitation, revised));
  }
});
