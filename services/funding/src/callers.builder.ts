import { aCaller } from '@anju/runtime/testing/execute';

/** The bureau of the county that the tests play in, and others. */
export const countyBureau = aCaller({
  subject: 'county-140502',
  roles: new Set(['COUNTY_BUREAU']),
  division: '140502',
});
export const otherCounty = aCaller({
  subject: 'county-140521',
  roles: new Set(['COUNTY_BUREAU']),
  division: '140521',
});
export const cityBureau = aCaller({ roles: new Set(['CITY_BUREAU']), division: '140500' });
export const finance = aCaller({ roles: new Set(['FINANCE']), division: '140502' });
export const committee = aCaller({
  roles: new Set(['OWNERS_COMMITTEE']),
  communities: new Set(['com_1']),
  committee: 'oc_1',
});
export const company = aCaller({
  roles: new Set(['PM_COMPANY']),
  communities: new Set(['com_1']),
  company: 'pmc_1',
});
export const owner = (id: string) =>
  aCaller({ roles: new Set(['OWNER']), communities: new Set(['com_1']), owner: id });
export const anybody = aCaller({ subject: null });
