import { type Claims, mayActFor } from '@anju/runtime/caller';
import { type Refusal, refuse } from '@anju/values/decision';
import type { DivisionCode } from '@anju/values/division';
import { type Id, isId } from '@anju/values/id';
import { dateOf, type Instant } from '@anju/values/time';
import type { EntityManager } from 'typeorm';
import { isInOffice } from '../../known/committee/committee';
import { findCommittee } from '../../known/committee/committee.table';

/** Where a job is. */
interface Place {
  readonly communityId: Id<'com'>;
  readonly divisionCode: DivisionCode;
}

type ActRefusalCode = 'NOT_IN_SCOPE' | 'COMMITTEE_NOT_KNOWN' | 'COMMITTEE_NOT_IN_OFFICE';

/** Why an office may not act on a job; null where it lies in its division. */
export const whyOfficeMayNot = (caller: Claims, { divisionCode }: Place): Refusal<ActRefusalCode> | null =>
  mayActFor(caller, { division: divisionCode }) ? null : refuse('NOT_IN_SCOPE').refusal;

/**
 * Why a caller may not act for the community's owners; null for the company that looks after it and for its
 * committee in office (MF-2, GOV-COM-5).
 */
export async function whyOwnersMayNot(
  read: EntityManager,
  caller: Claims,
  { communityId, divisionCode }: Place,
  now: Instant,
): Promise<Refusal<ActRefusalCode> | null> {
  if (!mayActFor(caller, { division: divisionCode, communityId })) return refuse('NOT_IN_SCOPE').refusal;
  if (caller.roles.has('PM_COMPANY') && caller.company !== null) return null;

  const { committee: id } = caller;
  const committee = id !== null && isId('oc', id) ? await findCommittee(read, id) : null;
  // Governance may be about to tell of it.
  if (committee?.communityId !== communityId)
    return refuse('COMMITTEE_NOT_KNOWN', 'GOV-COM-5', { retryable: !committee }).refusal;
  const { termFrom, termUntil } = committee;
  return isInOffice(committee, dateOf(now))
    ? null
    : refuse('COMMITTEE_NOT_IN_OFFICE', 'GOV-COM-5', { detail: { termFrom, termUntil } }).refusal;
}

/** The same for what the office of the county may do as well. */
export const whyOwnersAndOfficeMayNot = async (
  read: EntityManager,
  caller: Claims,
  place: Place,
  now: Instant,
): Promise<Refusal<ActRefusalCode> | null> =>
  caller.roles.has('COUNTY_BUREAU') && !whyOfficeMayNot(caller, place)
    ? null
    : whyOwnersMayNot(read, caller, place, now);
