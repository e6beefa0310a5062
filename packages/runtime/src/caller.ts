import { covers, type DivisionCode } from '@anju/values/division';
import type { Role } from './generated/shared';

export type { Role };

export type Language = 'zh' | 'en';

/** What a verified token says of who asks. Every part of the scope may be missing. */
export interface Claims {
  /** Opaque; whom the issuer knows. */
  readonly subject: string | null;
  readonly roles: ReadonlySet<Role>;
  /** An office's division; it acts in all that this covers. */
  readonly division: DivisionCode | null;
  readonly communities: ReadonlySet<string>;
  /** The owners' committee a member signs for. */
  readonly committee: string | null;
  /** The one owner of a roll this person is. */
  readonly owner: string | null;
  readonly company: string | null;
}

/** Who asks, in which language, and in which request. */
export interface Caller extends Claims {
  readonly language: Language;
  readonly requestId: string;
  readonly traceparent: string | null;
}

/** Nobody signed in. */
export const publicClaims: Claims = {
  subject: null,
  roles: new Set(),
  division: null,
  communities: new Set(),
  committee: null,
  owner: null,
  company: null,
};

const actByDivision: readonly Role[] = [
  'CITY_BUREAU',
  'COUNTY_BUREAU',
  'FINANCE',
  'CIVIL_AFFAIRS',
  'SUBDISTRICT_OFFICE',
];
const actByCommunity: readonly Role[] = [
  'RESIDENTS_COMMITTEE',
  'OWNERS_COMMITTEE',
  'OWNER',
  'PM_COMPANY',
  'UTILITY',
];

/** What somebody acts on: where it lies, and of which community it is, if of one. */
interface Place {
  readonly division: DivisionCode;
  readonly communityId?: string | null;
}

/** Whether the caller's scope reaches a thing: an office by division, others by community. */
export const mayActFor = (caller: Claims, { division, communityId = null }: Place): boolean =>
  (hasOneOf(caller, actByDivision) && caller.division !== null && covers(caller.division, division)) ||
  (hasOneOf(caller, actByCommunity) && communityId !== null && caller.communities.has(communityId));

const hasOneOf = ({ roles }: Claims, wanted: readonly Role[]) => wanted.some((role) => roles.has(role));

/** Whether the caller signs for this committee; a token that does not reach its community signs for nobody (GOV-COM-5). */
export const signsFor = (
  { roles, committee, communities }: Claims,
  { id, communityId }: { readonly id: string; readonly communityId: string },
): boolean => roles.has('OWNERS_COMMITTEE') && committee === id && communities.has(communityId);
