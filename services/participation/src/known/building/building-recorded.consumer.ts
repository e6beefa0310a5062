import { buildingRecorded } from '@anju/events/governance';
import { on } from '@anju/runtime/consumer';
import { replaceBuilding } from './building.table';

/** The owners' roll of a building, as it is now: which homes there are. Of the owners nothing is kept here. */
export const onBuildingRecorded = on(
  buildingRecorded,
  (tx, { data: { buildingId: id, communityId, number, units, synthetic } }) =>
    replaceBuilding(tx, { id, communityId, number, homes: units.map(({ label }) => label), synthetic }),
);
