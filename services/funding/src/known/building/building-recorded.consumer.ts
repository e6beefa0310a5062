import { buildingRecorded } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { replaceBuilding } from './building.table';

/** The owners' roll of a building, as it is now: who pays for what is charged to it. */
export const onBuildingRecorded = on(buildingRecorded, async (tx, { data }) => {
  const { buildingId, communityId, number, synthetic } = data;
  const units = data.units.map(({ unitId, label, areaDm2, ownerIds }) => ({
    id: unitId,
    buildingId,
    communityId,
    label,
    areaDm2,
    ownerIds,
  }));
  await replaceBuilding(tx, { id: buildingId, communityId, number, synthetic }, units);
});
