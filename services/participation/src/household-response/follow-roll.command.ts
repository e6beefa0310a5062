import type { EntityManager } from 'typeorm';
import { findBuildingsOf } from '../known/building/building.table';
import type { Solicitation } from '../solicitation/solicitation';
import { heldToRoll } from './household-response';
import { lockResponses, updateHousehold } from './household-response.table';

/**
 * Holds the households of an open solicitation to the owners' roll as it is now, since they may have been entered before
 * there was one. How many of them are no homes of it, and whether that changed. The caller holds the solicitation's row.
 */
export async function followRoll(
  tx: EntityManager,
  { id, communityId }: Solicitation,
): Promise<{ readonly notOnRoll: number; readonly changed: boolean }> {
  const buildings = await findBuildingsOf(tx, communityId);
  let changed = false;
  let notOnRoll = 0;
  for (const response of await lockResponses(tx, id)) {
    const held = heldToRoll(response, buildings);
    if (held.notCounted === 'NOT_ON_ROLL') notOnRoll++;
    if (held.notCounted === response.notCounted) continue;
    await updateHousehold(tx, held);
    changed = true;
  }
  return { notOnRoll, changed };
}
