import { profileAt } from '@anju/rulebook/rule-profile';
import { type Purpose, whyNotForFund } from './purpose';

const { warranty } = profileAt('140502', '2022-09-01');
const why = (differing: Partial<Purpose>, today = '2022-09-20' as const) =>
  whyNotForFund(
    { partOwner: 'OWNERS', lastWorks: null, liableParty: null, inManagementFee: false, ...differing },
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

test('[MF-1] the fund pays for nothing that a utility, whoever is liable or the management fee must pay', () => {
  expect(why({})).toBeNull();
  expect(why({ partOwner: 'UTILITY' })).toMatchObject({ code: 'UTILITY_OWNED', rule: 'MF-1' });
  expect(why({ inManagementFee: true })).toMatchObject({ code: 'PM_CONTRACT_UPKEEP', rule: 'MF-1' });
  expect(why({ liableParty: ' ' })).toBeNull();
  const refusal = why({ liableParty: '王建国' });
  expect(refusal).toMatchObject({ code: 'LIABLE_PARTY', rule: 'MF-1' });
  expect(JSON.stringify(refusal)).not.toContain('王建国');
});
