import type { EntityManager } from 'typeorm';
import { findBuildingsOf } from '../known/building/building.table';
import type { SolicitationId } from '../solicitation/solicitation';
import { findSolicitation, lockSolicitation, updateSolicitation } from '../solicitation/solicitation.table';
import type { HouseholdResponse, Place } from './household-response';
import {
  countHouseholds,
  insertHouseholds,
  lockHousehold,
  updateHousehold,
} from './household-response.table';

/** Whose entry it is. */
export interface Whom {
  readonly solicitationId: SolicitationId;
  /** As `readHouseholdLabel` gives it. */
  readonly label: string;
}

/**
 * The place of an entry, held until this transaction ends. Two things must never slip past each other: an
 * entry and the close, and two new households and the last place that the register leaves. So the first entry
 * of a household holds and writes the solicitation's own row, because it changes how many there are. Every
 * later one, as most answers are, holds and writes the household's row alone and waits for no other
 * household. The close holds and writes all of these rows. Null where there is no such solicitation.
 */
export async function holdPlace(
  tx: EntityManager,
  { solicitationId: id, label }: Whom,
): Promise<Place | null> {
  const known = await lockHousehold(tx, id, label);
  // Read after the household is held: a close that was faster is seen.
  const solicitation = known ? await findSolicitation(tx, id) : await lockSolicitation(tx, id);
  if (!solicitation) return null;
  // The same household may have come in while this waited for the solicitation.
  const household = known ?? (await lockHousehold(tx, id, label));
  const contacted = household ? null : await countHouseholds(tx, id);
  const buildings = await findBuildingsOf(tx, solicitation.communityId);
  return { solicitation, household, label, buildings, contacted };
}

/** Saves a household that something was entered of, in the place held for it. */
export async function saveInPlace(
  tx: EntityManager,
  { solicitation, household }: Place,
  response: HouseholdResponse,
): Promise<void> {
  if (household) return updateHousehold(tx, response);
  await updateSolicitation(tx, solicitation);
  await insertHouseholds(tx, [response]);
}
