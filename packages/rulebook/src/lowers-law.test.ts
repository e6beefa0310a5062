import { atLeast, moreThan } from '@anju/values/fraction';
import type { CalendarDate } from '@anju/values/time';
import { type Statutory, lowersLaw } from './lowers-law';
import { shippedLayers } from './profiles/shipped-layers';
import { profileAt } from './rule-profile';
import type { VotingRules } from './thresholds';

const law = profileAt('CN', '2022-07-15');
const local = (differing: Partial<VotingRules>): Statutory => ({
  ...law,
  voting: { ...law.voting, ...differing },
});

test('[CONV-4] the law itself, a larger share and a stricter word are no lowering', () => {
  expect(lowersLaw(law, law)).toEqual([]);
  expect(
    lowersLaw(local({ quorum: atLeast(3, 4), ordinary: moreThan(2, 3), special: atLeast(4, 5) }), law),
  ).toEqual([]);
  expect(lowersLaw(local({ special: moreThan(3, 4) }), law)).toEqual([]);
  expect(lowersLaw(local({ base: 'ALL_OWNERS' }), law)).toEqual([]);
  expect(
    lowersLaw(local({ majorityOf: { ...law.voting.majorityOf, USE_MAINTENANCE_FUND: 'SPECIAL' } }), law),
  ).toEqual([]);
});

test.each<[string, Partial<VotingRules>, string]>([
  ['half taking part', { quorum: atLeast(1, 2) }, 'QUORUM'],
  ['exactly half as a majority', { ordinary: atLeast(1, 2) }, 'ORDINARY'],
  ['two thirds where the law has three quarters', { special: atLeast(2, 3) }, 'SPECIAL'],
  [
    'paid parking on green space as an ordinary matter',
    { majorityOf: { ...law.voting.majorityOf, COMMON_PART_USE: 'ORDINARY' } },
    'MATTER',
  ],
])('[CONV-4] %s lowers the law', (_, differing, part) => {
  expect(lowersLaw(local(differing), law)).toEqual([part]);
});

test('[CONV-4] those taking part instead of all owners lowers the law before 2021', () => {
  const before = profileAt('CN', '2020-12-31');
  const voting = { ...before.voting, base: 'PARTICIPANTS' } as const;
  expect(lowersLaw({ ...before, voting }, before)).toEqual(['BASE']);
});

test.each<[string, keyof Statutory, object, string]>([
  ['14 days of notice', 'meeting', { noticeDays: 14 }, 'NOTICE'],
  ['no time to sue', 'meeting', { annulmentSuitYears: null }, 'SUIT'],
  ['four years for a roof', 'warranty', { waterproofingYears: 4 }, 'WARRANTY'],
  ['one winter', 'warranty', { heatingSeasons: 1 }, 'WARRANTY'],
  ['one year for pipes', 'warranty', { pipesWiringFinishingYears: 1 }, 'WARRANTY'],
  ['no year for a city road', 'warranty', { cityRoadYears: 0 }, 'WARRANTY'],
  ['a second manager', 'propertyManagement', { managersPerZone: 2 }, 'MANAGERS'],
  ['reports from 111 % on', 'investment', { estimateReported: moreThan(111, 100) }, 'ESTIMATE'],
  ['no reports', 'investment', { estimateReported: null }, 'ESTIMATE'],
  ["consent of one's own at 13", 'privacy', { guardianConsentBelowAge: 13 }, 'GUARDIAN'],
  ["consent of one's own at any age", 'privacy', { guardianConsentBelowAge: null }, 'GUARDIAN'],
])('[CONV-4] %s lowers what a regulation sets', (_, group, differing, part) => {
  expect(lowersLaw({ ...law, [group]: { ...law[group], ...differing } }, law)).toEqual([part]);
});

test('[CONV-4] a longer notice and a longer warranty are no lowering, and what no law sets is free', () => {
  const meeting = { ...law.meeting, noticeDays: 16, decisionObjectionDays: 1 };
  const warranty = { ...law.warranty, waterproofingYears: 6 };
  expect(lowersLaw({ ...law, meeting, warranty }, law)).toEqual([]);
});

test('[CONV-4] more estimates that are reported, a higher age, and numbers where the law has none are no lowering', () => {
  for (const estimateReported of [moreThan(105, 100), atLeast(110, 100)])
    expect(lowersLaw({ ...law, investment: { estimateReported } }, law)).toEqual([]);
  expect(lowersLaw({ ...law, privacy: { guardianConsentBelowAge: 16 } }, law)).toEqual([]);
  const before = profileAt('CN', '2019-06-30');
  const more = { investment: { estimateReported: moreThan(2, 1) }, privacy: { guardianConsentBelowAge: 8 } };
  expect(lowersLaw({ ...before, ...more }, before)).toEqual([]);
});

test('[CONV-6] no shipped profile lowers the law of its day, and no share is all of them', () => {
  const days = [...new Set(shippedLayers.map(({ from }) => from))] satisfies CalendarDate[];
  for (const day of days)
    for (const division of new Set(shippedLayers.map((layer) => layer.division))) {
      const profile = profileAt(division, day);
      const { voting } = profile;
      expect(lowersLaw(profile, profileAt('CN', day))).toEqual([]);
      for (const { share } of [voting.quorum, voting.ordinary, voting.special])
        expect(share.numerator).toBeLessThan(share.denominator);
    }
});
