import { fraction } from '@anju/values/fraction';
import type { CalendarDate } from '@anju/values/time';
import { layer } from './profile-layer.builder';
import { shippedLayers } from './profiles/shipped-layers';
import { profileAt, profileById } from './rule-profile';

test('[CONV-5] the Civil Code applies from 2021 on, and not a day before', () => {
  expect(profileAt('341181', '2021-01-01')).toMatchObject({
    id: 'CN@2021-01-01',
    voting: { base: 'PARTICIPANTS', quorum: { word: 'AT_LEAST', share: fraction(2, 3) } },
  });
  expect(profileAt('341181', '2020-12-31')).toMatchObject({
    id: 'CN@2019-07-01',
    voting: { base: 'ALL_OWNERS', quorum: { word: 'MORE_THAN', share: fraction(1, 2) } },
  });
});

test.each<[CalendarDate, string]>([
  ['2007-10-01', 'CN@2007-10-01'],
  ['2010-01-01', 'CN@2010-01-01'],
  ['2019-06-01', 'CN@2019-06-01'],
  ['2019-07-01', 'CN@2019-07-01'],
  ['2021-01-01', 'CN@2021-01-01'],
  ['2021-11-01', 'CN@2021-11-01'],
  ['2022-06-05', 'CN@2022-06-05'],
  ['2022-08-01', 'CN@2022-08-01'],
  ['2026-01-01', 'CN@2026-01-01'],
])('[CONV-5] a change of a number on %s opens a profile of its own', (from, id) => {
  expect(profileAt('CN', from).id).toBe(id);
});

test('[CONV-5] a day before the first profile has no thresholds to guess from', () => {
  expect(profileAt('140502', '2007-10-01').id).toBe('CN@2007-10-01');
  expect(() => profileAt('140502', '2007-09-30')).toThrow('No rule profile for 140502 on 2007-09-30');
});

test('[CONV-5] what is no division has no profile', () => {
  expect(() => profileAt('140502-', '2022-01-01')).toThrow('No rule profile for 140502- on 2022-01-01');
});

test('[CONV-5] a vote with notice in 2020 that closes in 2021 is judged by the day it closes', () => {
  expect(profileAt('140502', '2020-12-20').voting.base).toBe('ALL_OWNERS');
  expect(profileAt('140502', '2021-01-10').voting.base).toBe('PARTICIPANTS');
});

test('[CONV-6] Jincheng has a profile of its own, with a committee of 5 to 11', () => {
  const profile = profileAt('140502', '2021-07-01');
  expect(profile).toMatchObject({
    id: 'CN-140500@2021-01-01',
    division: '140500',
    committee: { minSeats: 5, maxSeats: 11, oddSeats: true, maxTermYears: 5 },
  });
  expect(profileAt('140500-DZ', '2021-07-01').id).toBe(profile.id);
});

test('[CONV-6] what the country changes later reaches the city under an id of its own', () => {
  expect(profileAt('140502', '2022-07-31')).toMatchObject({
    id: 'CN-140500@2022-06-05',
    payment: { progressMax: fraction(80, 100), progressMinOfMeasured: null },
  });
  expect(profileAt('140502', '2022-08-01')).toMatchObject({
    id: 'CN-140500@2022-08-01',
    payment: { progressMax: fraction(97, 100), progressMinOfMeasured: fraction(80, 100) },
  });
});

const cityRegulation = layer({
  from: '2023-03-01',
  changes: { committee: { maxSeats: 9 }, meeting: { decisionObjectionDays: 10 } },
});

test('[CONV-6] a local number is replaced by a further layer, field by field, and no code changes', () => {
  const layers = [...shippedLayers, cityRegulation];
  const after = profileAt('140502', '2023-03-01', layers);

  expect(after).toMatchObject({
    id: 'CN-140500@2023-03-01',
    committee: { minSeats: 5, maxSeats: 9 },
    meeting: { noticeDays: 15, decisionObjectionDays: 10 },
  });
  expect(profileAt('140502', '2023-02-28', layers).committee?.maxSeats).toBe(11);
  expect(profileAt('140602', '2023-03-01', layers).committee?.maxSeats).toBe(11);
});

test('[GOV-VOTE-9] the profile named in a record is found again', () => {
  const profile = profileAt('140502', '2022-07-15');
  expect(profileById(profile.id)).toEqual(profile);
  expect(profileById('CN@2007-10-01')?.committee).toBeNull();
});

test.each([
  'CN-140500@2021-01-02',
  'CN-140502@2021-01-01',
  'CN-140500@2020-01-01',
  'CN@2021-01-01 ',
  'CN',
  '',
])('[GOV-VOTE-9] %j names no profile', (id) => {
  expect(profileById(id)).toBeNull();
});

test('[GOV-VOTE-4] using the maintenance fund is ordinary, raising it is special', () => {
  const { majorityOf } = profileAt('140502', '2022-09-20').voting;
  expect(majorityOf).toMatchObject({ USE_MAINTENANCE_FUND: 'ORDINARY', RAISE_MAINTENANCE_FUND: 'SPECIAL' });
});

test('[GOV-MEET-2] the numbers of a meeting', () => {
  expect(profileAt('140502', '2022-06-20').meeting).toEqual({
    noticeDays: 15,
    publishDecisionDays: 3,
    decisionObjectionDays: 7,
    objectionAnswerWorkingDays: 5,
    ballotChange: 'LAST_WINS',
    maxProxiesPerAgent: null,
    signedBlank: 'INVALID',
    stalls: 'EXCLUDED',
    electronicVoting: true,
    recordKeepingYears: 5,
    annulmentSuitYears: 1,
  });
});
