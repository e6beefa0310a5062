import type { CalendarDate } from '@anju/values/time';
import type { Acceptance } from './maintenance-job';
import { type Purpose, whyNotForFund, whyOnRecord } from './purpose';
import { warrantyIn } from './warranty';

const warranty = warrantyIn('140502');
const why = (differing: Partial<Purpose>, today = '2022-09-20' as const) =>
  whyNotForFund(
    {
      contentCode: 'ROOF_REPAIR',
      partOwner: 'OWNERS',
      lastWorks: null,
      liableParty: null,
      inManagementFee: false,
      ...differing,
    },
    today,
    warranty,
  );
const roof = (acceptedOn: `${number}-${number}-${number}`): Partial<Purpose> => ({
  lastWorks: { part: 'WATERPROOFING', acceptedOn, heatingSeasons: null, designLifeYears: null },
});

test('[MF-1] example: a roof leaks in year 3 of 5 and is refused, in year 6 it is allowed', () => {
  expect(why(roof('2019-10-01'))).toMatchObject({
    code: 'UNDER_WARRANTY',
    rule: 'MF-1',
    detail: { until: '2024-10-01' },
  });
  expect(why(roof('2016-10-01'))).toBeNull();
});

test('[MF-1] the last day of the warranty is in it', () => {
  expect(why(roof('2017-09-20'))).toMatchObject({ code: 'UNDER_WARRANTY' });
  expect(why(roof('2017-09-19'))).toBeNull();
});

test('[MF-1] the fund pays for works on shared parts and facilities, and not for a canteen', () => {
  for (const contentCode of ['ROOF_REPAIR', 'WALL_REPAIR', 'LIFT', 'PARKING'] as const)
    expect(why({ contentCode })).toBeNull();
  for (const contentCode of ['CANTEEN', 'CLINIC', 'PARCEL_LOCKER', 'ELDERLY_CARE', 'CHILD_CARE'] as const)
    expect(why({ contentCode })).toMatchObject({
      code: 'NOT_ON_SHARED_PARTS',
      rule: 'MF-1',
      detail: { contentCode },
    });
});

test('[MF-1] the fund pays for nothing that a utility, whoever is liable or the management fee must pay', () => {
  expect(why({})).toBeNull();
  expect(why({ partOwner: 'UTILITY' })).toMatchObject({ code: 'UTILITY_OWNED', rule: 'MF-1' });
  expect(why({ inManagementFee: true })).toMatchObject({ code: 'PM_CONTRACT_UPKEEP', rule: 'MF-1' });
  expect(why({ liableParty: ' ' })).toBeNull();
  const refusal = why({ liableParty: '王建国' });
  expect(refusal).toMatchObject({ code: 'LIABLE_PARTY', rule: 'MF-1' });
  expect(JSON.stringify(refusal)).not.toContain('王建国');
});

describe('works that the fund paid for here', () => {
  const roof: Acceptance = {
    part: 'WATERPROOFING',
    acceptedOn: '2022-09-15',
    designLifeYears: null,
    warrantyUntil: '2027-09-15',
    paperNumber: '验收-1',
    paperSha256: 'a'.repeat(64),
  };
  const whyNot = (
    day: CalendarDate,
    buildingIds: readonly string[] = ['bld_2'],
    acceptance: Acceptance | null = roof,
    part: Acceptance['part'] | null = null,
  ) =>
    whyOnRecord(
      { part, buildingIds },
      [{ id: 'mjb_1', acceptance, buildingIds: ['bld_1', 'bld_2'] }],
      day,
      warranty,
    )?.code ?? null;

  test('[MF-1, PROJ-4] are on record until their warranty is over, its last day included', () => {
    for (const [part, code] of [
      [null, 'LAST_WORKS_ON_RECORD'],
      ['WATERPROOFING', 'UNDER_WARRANTY'],
    ] as const) {
      expect(whyNot('2027-09-15', ['bld_2'], roof, part)).toBe(code);
      expect(whyNot('2027-09-16', ['bld_2'], roof, part)).toBeNull();
    }
    expect(whyNot('2023-01-01', ['bld_2'], roof, 'STRUCTURE')).toBeNull();
    expect(whyOnRecord({ part: null, buildingIds: ['bld_2'] }, [], '2023-01-01', warranty)).toBeNull();
  });

  test('[MF-1] are on record where they were done, and not elsewhere', () => {
    for (const scope of [['bld_2', 'bld_3'], []])
      expect(whyNot('2023-01-01', scope)).toBe('LAST_WORKS_ON_RECORD');
    expect(whyNot('2023-01-01', ['bld_3'])).toBeNull();
    const everywhere = [{ id: 'mjb_1', acceptance: roof, buildingIds: [] }] as const;
    expect(
      whyOnRecord({ part: null, buildingIds: ['bld_3'] }, everywhere, '2023-01-01', warranty),
    ).toMatchObject({
      rule: 'MF-1',
      detail: { jobId: 'mjb_1', part: 'WATERPROOFING', acceptedOn: '2022-09-15', until: '2027-09-15' },
    });
  });

  test('[MF-1, PROJ-4] of heating are on record as long as no two seasons can be over, and what nobody accepted is not', () => {
    const heating: Acceptance = { ...roof, part: 'HEATING', warrantyUntil: null };
    expect(whyNot('2023-12-31', ['bld_2'], heating)).toBe('LAST_WORKS_ON_RECORD');
    expect(whyNot('2024-01-01', ['bld_2'], heating)).toBeNull();
    expect(whyNot('2023-01-01', ['bld_2'], null)).toBeNull();
  });
});

test('[CONV-5] a warranty is that of the day of acceptance, not of today', () => {
  const asked: CalendarDate[] = [];
  const lastWorks = roof('2019-10-01').lastWorks!;
  whyNotForFund(
    { contentCode: 'ROOF_REPAIR', partOwner: 'OWNERS', lastWorks, liableParty: null, inManagementFee: false },
    '2022-09-20',
    (day) => {
      asked.push(day);
      return warranty(day);
    },
  );
  expect(asked).toEqual(['2019-10-01']);
  expect(why(roof('1996-10-01'))).toBeNull();
});
