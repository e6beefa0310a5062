import type { Role } from './generated/shared';

/** The roles of `shared.graphql` as they are called in Chinese; the compiler misses none of them. */
export const roleNames: Readonly<Record<Role, string>> = {
  CITY_BUREAU: '市住房和城乡建设局',
  COUNTY_BUREAU: '县级住房和城乡建设局',
  FINANCE: '财政部门',
  CIVIL_AFFAIRS: '民政部门',
  SUBDISTRICT_OFFICE: '街道办事处',
  RESIDENTS_COMMITTEE: '居民委员会',
  OWNERS_COMMITTEE: '业主委员会',
  OWNER: '业主',
  UTILITY: '管线单位',
  PM_COMPANY: '物业服务企业',
  AGENCY: '协作单位',
  OPERATOR: '系统运维人员',
  PUBLIC: '公众',
};

export const sharedRoles = Object.keys(roleNames) as [Role, ...Role[]];
