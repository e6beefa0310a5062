import { aCaller } from '@anju/runtime/testing/execute';

/** Who asks the households of `com_1`, and others. */
export const residentsCommittee = aCaller({
  subject: 'residents-committee-1',
  roles: new Set(['RESIDENTS_COMMITTEE']),
  communities: new Set(['com_1']),
});
export const otherResidentsCommittee = aCaller({
  roles: new Set(['RESIDENTS_COMMITTEE']),
  communities: new Set(['com_2']),
});
export const subdistrict = aCaller({
  subject: 'subdistrict-140502',
  roles: new Set(['SUBDISTRICT_OFFICE']),
  division: '140502',
});
export const otherSubdistrict = aCaller({ roles: new Set(['SUBDISTRICT_OFFICE']), division: '140521' });
export const countyBureau = aCaller({ roles: new Set(['COUNTY_BUREAU']), division: '140502' });
export const anybody = aCaller({ subject: null });
