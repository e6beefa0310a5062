import { atLeast, moreThan } from '@anju/values/fraction';
import { profileAt } from './rule-profile';
import { localLaw } from './local-law';

const { majorityOf } = profileAt('CN', '2022-07-15').voting;

/** A field's group and name, a local number, the law's, and which of them holds. */
const cases: readonly (readonly [string, unknown, unknown, 'LOCAL' | 'LAW'])[] = [
  ['voting.quorum', atLeast(3, 4), atLeast(2, 3), 'LOCAL'],
  ['voting.quorum', atLeast(1, 2), atLeast(2, 3), 'LAW'],
  ['voting.quorum', moreThan(2, 3), atLeast(2, 3), 'LOCAL'],
  ['voting.ordinary', moreThan(2, 3), moreThan(1, 2), 'LOCAL'],
  ['voting.ordinary', atLeast(1, 2), moreThan(1, 2), 'LAW'],
  ['voting.ordinary', atLeast(500_001, 1_000_000), moreThan(1, 2), 'LOCAL'],
  ['voting.special', atLeast(4, 5), atLeast(3, 4), 'LOCAL'],
  ['voting.special', atLeast(2, 3), atLeast(3, 4), 'LAW'],
  ['voting.majorityOf', { ...majorityOf, USE_MAINTENANCE_FUND: 'SPECIAL' }, majorityOf, 'LOCAL'],
  ['voting.majorityOf', { ...majorityOf, COMMON_PART_USE: 'ORDINARY' }, majorityOf, 'LAW'],
  ['meeting.noticeDays', 16, 15, 'LOCAL'],
  ['meeting.noticeDays', 14, 15, 'LAW'],
  ['meeting.annulmentSuitYears', 2, 1, 'LOCAL'],
  ['meeting.annulmentSuitYears', 0, 1, 'LAW'],
  ['meeting.annulmentSuitYears', null, 1, 'LAW'],
  ['meeting.annulmentSuitYears', 1, null, 'LOCAL'],
  ['warranty.waterproofingYears', 6, 5, 'LOCAL'],
  ['warranty.waterproofingYears', 4, 5, 'LAW'],
  ['warranty.heatingSeasons', 3, 2, 'LOCAL'],
  ['warranty.heatingSeasons', 1, 2, 'LAW'],
  ['warranty.pipesWiringFinishingYears', 3, 2, 'LOCAL'],
  ['warranty.pipesWiringFinishingYears', 1, 2, 'LAW'],
  ['warranty.cityRoadYears', 2, 1, 'LOCAL'],
  ['warranty.cityRoadYears', 0, 1, 'LAW'],
  ['propertyManagement.managersPerZone', 2, 1, 'LAW'],
  ['propertyManagement.managersPerZone', 1, 2, 'LOCAL'],
  ['investment.estimateReported', moreThan(105, 100), moreThan(110, 100), 'LOCAL'],
  ['investment.estimateReported', moreThan(111, 100), moreThan(110, 100), 'LAW'],
  ['investment.estimateReported', atLeast(110, 100), moreThan(110, 100), 'LOCAL'],
  ['investment.estimateReported', moreThan(110, 100), atLeast(110, 100), 'LAW'],
  ['investment.estimateReported', null, moreThan(110, 100), 'LAW'],
  ['investment.estimateReported', moreThan(110, 100), null, 'LOCAL'],
  ['privacy.guardianConsentBelowAge', 16, 14, 'LOCAL'],
  ['privacy.guardianConsentBelowAge', 13, 14, 'LAW'],
  ['privacy.guardianConsentBelowAge', null, 14, 'LAW'],
];

const fields = localLaw as Record<string, Record<string, (lower: unknown, higher: unknown) => unknown>>;

test.each(cases)(
  '[CONV-4] %s: of %j in a regulation of a city and %j in the law, the %s one holds',
  (name, local, law, holds) => {
    const [group, field] = name.split('.') as [string, string];
    expect(fields[group]![field]!(local, law)).toEqual(holds === 'LOCAL' ? local : law);
  },
);

test('[CONV-4] every number that may be stricter has a case on both sides', () => {
  const named = (holds: string) => [
    ...new Set(cases.filter((each) => each[3] === holds).map(([name]) => name)),
  ];
  const all = Object.entries(fields).flatMap(([group, own]) =>
    Object.keys(own).map((field) => `${group}.${field}`),
  );
  expect(named('LOCAL').toSorted()).toEqual(all.toSorted());
  expect(named('LAW').toSorted()).toEqual(all.toSorted());
});

test('[CONV-4] a city may make one matter special, and leaves special what the law has so', () => {
  const city = {
    ...majorityOf,
    USE_MAINTENANCE_FUND: 'SPECIAL',
    RAISE_MAINTENANCE_FUND: 'ORDINARY',
  } as const;
  expect(localLaw.voting?.majorityOf?.(city, majorityOf)).toEqual({
    ...majorityOf,
    USE_MAINTENANCE_FUND: 'SPECIAL',
  });
});
