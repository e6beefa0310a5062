import { compareShares, type Threshold } from '@anju/values/fraction';
import { matterTypes } from './matter';
import type { Thresholds } from './thresholds';

/** In what a local number, or a clause of the rules of procedure, asks for less than the law. */
export type Lowering =
  | 'BASE'
  | 'QUORUM'
  | 'ORDINARY'
  | 'SPECIAL'
  | 'MATTER'
  | 'NOTICE'
  | 'SUIT'
  | 'WARRANTY'
  | 'MANAGERS'
  | 'ESTIMATE'
  | 'GUARDIAN';

/** The groups with a number that is judged here. */
export type Statutory = Pick<
  Thresholds,
  'voting' | 'meeting' | 'warranty' | 'propertyManagement' | 'investment' | 'privacy'
>;

/**
 * A local rule may tighten or specify the numbers of law and administrative regulation, and never lower them (CONV-4,
 * CONV-6): the majorities (Civil Code art. 278), the days of notice (Regulation art. 14), the time to sue (Interpretation art. 12), the years of warranty
 * (Quality Regulation art. 40, City Road Regulation art. 18), one manager of a zone (Regulation art. 33), the estimate
 * that is reported (Government Investment Regulation art. 12), the age below which a guardian consents (PIPL art. 31).
 * Empty where it does not: a larger share, "at least" turned into "more than", all owners instead of those taking part, a
 * matter made special, a longer period are all allowed.
 *
 * Not judged are numbers of notices and guidance, which lower nothing by being others, and two of the law for which more
 * and less is no order: the hours of the night, which a city may set otherwise (Noise Law art. 88), and the range of a
 * fine (art. 77).
 */
export function lowersLaw(local: Statutory, law: Statutory): readonly Lowering[] {
  const lowered: Record<Lowering, boolean> = {
    BASE: law.voting.base === 'ALL_OWNERS' && local.voting.base === 'PARTICIPANTS',
    QUORUM: isLower(local.voting.quorum, law.voting.quorum),
    ORDINARY: isLower(local.voting.ordinary, law.voting.ordinary),
    SPECIAL: isLower(local.voting.special, law.voting.special),
    MATTER: matterTypes.some(
      (matter) =>
        law.voting.majorityOf[matter] === 'SPECIAL' && local.voting.majorityOf[matter] === 'ORDINARY',
    ),
    NOTICE: local.meeting.noticeDays < law.meeting.noticeDays,
    SUIT: (local.meeting.annulmentSuitYears ?? 0) < (law.meeting.annulmentSuitYears ?? 0),
    WARRANTY: warranties.some((part) => local.warranty[part] < law.warranty[part]),
    MANAGERS: local.propertyManagement.managersPerZone > law.propertyManagement.managersPerZone,
    // The other way round: a higher share leaves more estimates unreported, and so does none.
    ESTIMATE: leavesOut(local.investment.estimateReported, law.investment.estimateReported),
    GUARDIAN: (local.privacy.guardianConsentBelowAge ?? 0) < (law.privacy.guardianConsentBelowAge ?? 0),
  };
  return (Object.keys(lowered) as Lowering[]).filter((part) => lowered[part]);
}

const warranties = [
  'waterproofingYears',
  'heatingSeasons',
  'pipesWiringFinishingYears',
  'cityRoadYears',
] as const satisfies readonly (keyof Thresholds['warranty'])[];

function isLower(local: Threshold, law: Threshold): boolean {
  const difference = compareShares(local.share, law.share);
  return difference === 0 ? local.word === 'AT_LEAST' && law.word === 'MORE_THAN' : difference < 0;
}

const leavesOut = (local: Threshold | null, law: Threshold | null): boolean =>
  law !== null && (local === null || isLower(law, local));
