import { type Caller, mayActFor, type Role } from '@anju/runtime/caller';
import type { DivisionCode } from '@anju/values/division';
import { isId } from '@anju/values/id';
import { type CalendarDate } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import { mayAct } from '../owners-committee/owners-committee';
import { findCommittee } from '../owners-committee/owners-committee.table';

interface Place {
  readonly communityId: string;
  readonly divisionCode: DivisionCode;
}

/**
 * Whether the caller may act in a community's assembly as one of these: an office by its division, a residents'
 * committee by its communities, and an owners' committee as the one its token names, while in office (GOV-COM-5).
 */
export async function mayActIn(
  read: EntityManager,
  caller: Caller,
  { communityId, divisionCode: division }: Place,
  roles: readonly Role[],
  today: CalendarDate,
): Promise<boolean> {
  const offices = roles.filter((role) => role !== 'OWNERS_COMMITTEE' && caller.roles.has(role));
  if (offices.some((role) => mayActFor({ ...caller, roles: new Set([role]) }, { division, communityId })))
    return true;

  const { committee: id } = caller;
  if (!roles.includes('OWNERS_COMMITTEE') || !caller.roles.has('OWNERS_COMMITTEE')) return false;
  const committee = id && isId('oc', id) ? await findCommittee(read, id) : null;
  return committee !== null && committee.communityId === communityId && mayAct(committee, today);
}
