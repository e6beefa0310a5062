import { compareShares, type Threshold } from '@anju/values/fraction';
import { type MatterType, matterTypes } from './matter';
import type { Majority, Thresholds } from './thresholds';

type LocalLaw = {
  readonly [Group in keyof Thresholds]?: {
    readonly [Field in keyof NonNullable<Thresholds[Group]>]?: (
      local: NonNullable<Thresholds[Group]>[Field],
      higher: NonNullable<Thresholds[Group]>[Field],
    ) => NonNullable<Thresholds[Group]>[Field];
  };
};

/**
 * What holds where a regulation of a province or a city sets a number that a higher text has set (CONV-4, CONV-6). It may be
 * stricter, and not lower, in the majorities (Civil Code art. 278), the days of notice (Regulation art. 14), the time to sue
 * (Interpretation art. 12), the years of warranty (Quality Regulation art. 40, City Road Regulation art. 18), the managers
 * of a zone (Regulation art. 33), the estimate that is reported (Government Investment Regulation art. 12) and the age below
 * which a guardian consents (PIPL art. 31), each by itself. In all else the higher text prevails, but in what the law leaves
 * to the locality.
 */
export const localLaw: LocalLaw = {
  voting: {
    quorum: stricterShare,
    ordinary: stricterShare,
    special: stricterShare,
    majorityOf: (local, higher) =>
      Object.fromEntries(
        matterTypes.map((matter) => [matter, local[matter] === 'SPECIAL' ? 'SPECIAL' : higher[matter]]),
      ) as Record<MatterType, Majority>,
  },
  meeting: { noticeDays: Math.max, annulmentSuitYears: greater },
  warranty: {
    waterproofingYears: Math.max,
    heatingSeasons: Math.max,
    pipesWiringFinishingYears: Math.max,
    cityRoadYears: Math.max,
  },
  propertyManagement: { managersPerZone: Math.min },
  investment: {
    // The other way round: a higher share leaves more estimates unreported.
    estimateReported: (local, higher) =>
      local && higher ? (stricterShare(local, higher) === local ? higher : local) : (local ?? higher),
  },
  privacy: { guardianConsentBelowAge: greater },
};

/** The hours of the night, in which a regulation of a province or a city prevails over the law (Noise Law art. 88). */
export const leftToLocality: ReadonlySet<string> = new Set(['site.nightFrom', 'site.nightUntil']);

/** Of equal shares "more than" asks for more than "at least". */
function stricterShare(local: Threshold, higher: Threshold): Threshold {
  const difference = compareShares(local.share, higher.share);
  return difference > 0 || (difference === 0 && local.word === 'MORE_THAN') ? local : higher;
}

/** Where either sets none, what the other sets. */
function greater(local: number | null, higher: number | null): number | null {
  return local === null || higher === null ? (local ?? higher) : Math.max(local, higher);
}
