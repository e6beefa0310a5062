import { compareShares, type Threshold } from '@anju/values/fraction';
import { type MatterType, matterTypes } from './matter';
import type { Majority, Thresholds } from './thresholds';

type Stricter = {
  readonly [Group in keyof Thresholds]?: {
    readonly [Field in keyof NonNullable<Thresholds[Group]>]?: (
      lower: NonNullable<Thresholds[Group]>[Field],
      higher: NonNullable<Thresholds[Group]>[Field],
    ) => NonNullable<Thresholds[Group]>[Field];
  };
};

/**
 * The numbers of law and administrative regulation that a local regulation may tighten and never lower (CONV-4, CONV-6), each
 * with what holds where both set it: the majorities (Civil Code art. 278), the days of notice (Regulation art. 14),
 * the time to sue (Interpretation art. 12), the years of warranty (Quality Regulation art. 40, City Road Regulation
 * art. 18), one manager of a zone (Regulation art. 33), the estimate that is reported (Government Investment Regulation
 * art. 12), the age below which a guardian consents (PIPL art. 31). In all else a higher text that sets the number prevails.
 */
export const stricter: Stricter = {
  voting: {
    base: (lower, higher) => (lower === 'ALL_OWNERS' ? lower : higher),
    quorum: stricterShare,
    ordinary: stricterShare,
    special: stricterShare,
    majorityOf: (lower, higher) =>
      Object.fromEntries(
        matterTypes.map((matter) => [matter, lower[matter] === 'SPECIAL' ? 'SPECIAL' : higher[matter]]),
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
    estimateReported: (lower, higher) =>
      lower && higher ? (stricterShare(lower, higher) === lower ? higher : lower) : (lower ?? higher),
  },
  privacy: { guardianConsentBelowAge: greater },
};

/** Of equal shares "more than" asks for more than "at least". */
function stricterShare(lower: Threshold, higher: Threshold): Threshold {
  const difference = compareShares(lower.share, higher.share);
  return difference > 0 || (difference === 0 && lower.word === 'MORE_THAN') ? lower : higher;
}

function greater(lower: number | null, higher: number | null): number | null {
  return lower === null || higher === null ? (lower ?? higher) : Math.max(lower, higher);
}
