import { type Caller, mayActFor, type Role, signsFor } from '@anju/runtime/caller';
import type { DivisionCode } from '@anju/values/division';
import { isId } from '@anju/values/id';
import { type CalendarDate } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import { mayAct, type OwnersCommittee } from '../owners-committee/owners-committee';
import { findCommittee } from '../owners-committee/owners-committee.table';

interface Place {
  readonly communityId: string;
  readonly divisionCode: DivisionCode;
}

/**
 * Whether the caller may act in a community's assembly as one of these: an office by its division, a residents'
 * committee by its communities, and an owners' committee as the one its token names, while in office (GOV-COM-5).
 */
export const mayActIn = async (
  read: EntityManager,
  caller: Caller,
  place: Place,
  roles: readonly Role[],
  today: CalendarDate,
): Promise<boolean> => mayActAs(caller, await findOwnCommittee(read, caller), place, roles, today);

/** The committee that the caller signs for; none where the token does not reach its community. */
export async function findOwnCommittee(read: EntityManager, caller: Caller): Promise<OwnersCommittee | null> {
  const { committee: id } = caller;
  const committee = id && isId('oc', id) ? await findCommittee(read, id) : null;
  return committee && signsFor(caller, committee) ? committee : null;
}

/** The same where many places are asked for. */
export function mayActAs(
  caller: Caller,
  committee: OwnersCommittee | null,
  { communityId, divisionCode: division }: Place,
  roles: readonly Role[],
  today: CalendarDate,
): boolean {
  const offices = roles.filter((role) => role !== 'OWNERS_COMMITTEE' && caller.roles.has(role));
  if (offices.some((role) => mayActFor({ ...caller, roles: new Set([role]) }, { division, communityId })))
    return true;

  if (!roles.includes('OWNERS_COMMITTEE') || !committee) return false;
  return committee.communityId === communityId && mayAct(committee, today);
}
