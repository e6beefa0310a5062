import { Conflict } from '@anju/runtime/transaction';
import { accept, type Decision, refuse } from '@anju/values/decision';
import { readHouseholdLabel } from '@anju/values/household-label';
import { isId } from '@anju/values/id';
import type { EntityManager } from 'typeorm';
import { findBuildingsOf } from '../known/building/building.table';
import { findCommunityName } from '../known/community/community.table';
import { findSolicitation, lockSolicitation, updateSolicitation } from '../solicitation/solicitation.table';
import type { HouseholdResponse, Place } from './household-response';
import {
  countHouseholds,
  findResponse,
  insertHouseholds,
  lockHousehold,
  updateHousehold,
} from './household-response.table';

/** Whose entry it is. */
export interface Whom {
  readonly solicitationId: string;
  /** As it was typed. */
  readonly household: string;
}

/**
 * The place of an entry, held until this transaction ends. Two things must never slip past each other: an
 * entry and the close, and two new households and the last place that the register leaves. So the first entry
 * of a household that does not count yet holds and writes the solicitation's own row, because it changes how many do. Every
 * later one, as most answers are, holds and writes the household's row alone and waits for no other
 * household. The close holds and writes all of these rows.
 *
 * Where both are held, the solicitation's is first, as with the close, a strike and the roll.
 */
export async function holdPlace(
  tx: EntityManager,
  { solicitationId: id, household: typed }: Whom,
): Promise<Decision<Place, never, 'SOLICITATION_NOT_FOUND' | 'HOUSEHOLD_INVALID'>> {
  const asked = isId('sol', id) ? await findSolicitation(tx, id) : null;
  if (!asked) return refuse('SOLICITATION_NOT_FOUND');
  const label = readHouseholdLabel(typed, await findCommunityName(tx, asked.communityId));
  if (label === null) return refuse('HOUSEHOLD_INVALID');

  const known = await findResponse(tx, asked.id, label);
  const seenCounting = known?.notCounted === null;
  const locked = seenCounting ? null : await lockSolicitation(tx, asked.id);
  const household = await lockHousehold(tx, asked.id, label);
  const counts = household?.response.notCounted === null;
  // The solicitation's row would be the second now: done again, it is the first.
  if (seenCounting && !counts) throw new Conflict(`${known.id} counts no more`);
  // Read after the household is held: a close that was faster is seen.
  const solicitation = locked ?? (await findSolicitation(tx, asked.id))!;
  const contacted = counts ? null : await countHouseholds(tx, asked.id);
  const buildings = await findBuildingsOf(tx, solicitation.communityId);
  return accept({ solicitation, household, label, buildings, contacted });
}

/** Saves a household that something was entered of, in the place held for it. */
export async function saveInPlace(
  tx: EntityManager,
  { solicitation, household }: Place,
  response: HouseholdResponse,
): Promise<void> {
  if (household?.response.notCounted !== null) await updateSolicitation(tx, solicitation);
  if (household) await updateHousehold(tx, response);
  else await insertHouseholds(tx, [response]);
}
