import type { EntityManager } from 'typeorm';
import { whyNoHome } from '../known/building/building';
import { findBuildingsOf } from '../known/building/building.table';
import type { Solicitation } from '../solicitation/solicitation';
import { heldToRoll } from './household-response';
import { lockResponses, updateHousehold } from './household-response.table';

interface Followed {
  /** How many households are no homes of the roll. */
  readonly notOnRoll: number;
  /** The building of each of these whose building it does not have. */
  readonly unknownBuildings: readonly string[];
  /** Whether it is others than before. */
  readonly changed: boolean;
}

/**
 * Holds the households of an open solicitation to the owners' roll as it is now, since they may have been entered before
 * there was one. The caller holds the solicitation's row, and writes it where that changed anything.
 */
export async function followRoll(tx: EntityManager, { id, communityId }: Solicitation): Promise<Followed> {
  const buildings = await findBuildingsOf(tx, communityId);
  const unknownBuildings: string[] = [];
  let changed = false;
  let notOnRoll = 0;
  for (const response of await lockResponses(tx, id)) {
    const held = heldToRoll(response, buildings);
    const { building, household: label } = held;
    if (held.notCounted === 'NOT_ON_ROLL') {
      notOnRoll++;
      if (whyNoHome({ building, label }, buildings) === 'BUILDING_NOT_RECORDED')
        unknownBuildings.push(building);
    }
    if (held.notCounted === response.notCounted) continue;
    await updateHousehold(tx, held);
    changed = true;
  }
  return { notOnRoll, unknownBuildings, changed };
}
