import { type Caller, mayActFor, type Role } from '@anju/runtime/caller';
import type { DivisionCode } from '@anju/values/division';

interface Place {
  readonly division: DivisionCode;
  readonly communityId: string;
}

/** The offices that keep the roll. */
export const rollKeepers = ['SUBDISTRICT_OFFICE', 'COUNTY_BUREAU'] as const satisfies readonly Role[];

/** Whether the caller's scope reaches the place in one of these roles, whatever other roles it has elsewhere. */
export const actsAs = (caller: Caller, roles: readonly Role[], place: Place): boolean =>
  roles.some((role) => caller.roles.has(role) && mayActFor({ ...caller, roles: new Set([role]) }, place));

/** Whether the caller is this owner. */
export const isOwner = ({ roles, owner }: Caller, ownerId: string): boolean =>
  roles.has('OWNER') && owner === ownerId;
