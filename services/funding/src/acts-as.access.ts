import { type Claims, mayActFor, type Role } from '@anju/runtime/caller';
import type { DivisionCode } from '@anju/values/division';

interface Place {
  readonly division: DivisionCode;
  readonly communityId?: string;
}

/** Whether the caller's scope reaches the place in one of these roles, whatever other roles it has elsewhere. */
export const actsAs = (caller: Claims, roles: readonly Role[], place: Place): boolean =>
  roles.some((role) => caller.roles.has(role) && mayActFor({ ...caller, roles: new Set([role]) }, place));
