import { buildingRecorded } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { followRoll } from '../../household-response/follow-roll.command';
import {
  findLatestSolicitation,
  lockSolicitation,
  updateSolicitation,
} from '../../solicitation/solicitation.table';
import { replaceBuilding } from './building.table';

/**
 * The owners' roll of a building, as it is now: which homes there are. A shop is a unit and no home, so no household lives
 * in it (PART-2). Of the owners nothing is kept here. A solicitation that is still open counts by it.
 */
export const onBuildingRecorded = on(buildingRecorded, async (tx, { data }) => {
  const { buildingId: id, communityId, number, units, synthetic } = data;
  const homes = units.filter(({ nonResidential }) => !nonResidential).map(({ label }) => label);
  await replaceBuilding(tx, { id, communityId, number, homes, synthetic });

  const latest = await findLatestSolicitation(tx, communityId);
  if (latest?.state !== 'OPEN') return;
  const solicitation = (await lockSolicitation(tx, latest.id))!;
  if (solicitation.state !== 'OPEN') return;
  const { changed } = await followRoll(tx, solicitation);
  if (changed) await updateSolicitation(tx, solicitation);
});
