import type { Role } from './generated/shared';

/** The roles of `shared.graphql` as values; the compiler misses none of them. */
const each: Record<Role, true> = {
  CITY_BUREAU: true,
  COUNTY_BUREAU: true,
  FINANCE: true,
  CIVIL_AFFAIRS: true,
  SUBDISTRICT_OFFICE: true,
  RESIDENTS_COMMITTEE: true,
  OWNERS_COMMITTEE: true,
  OWNER: true,
  UTILITY: true,
  PM_COMPANY: true,
  AGENCY: true,
  OPERATOR: true,
  PUBLIC: true,
};

export const sharedRoles = Object.keys(each) as [Role, ...Role[]];
