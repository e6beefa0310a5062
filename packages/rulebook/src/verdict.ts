import { meets, type Threshold } from '@anju/values/fraction';
import type { MatterType } from './matter';
import type { Majority, VotingRules } from './thresholds';
import type { Turnout, Weight } from './tally';

/** What came of a question; all but the first mean that it is rejected. */
export type Outcome = 'ADOPTED' | 'TOO_FEW_TOOK_PART' | 'TOO_FEW_IN_FAVOUR';

/** A count judged, with all that was compared. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly majority: Majority;
  /** Whether enough took part, by heads and by area (GOV-VOTE-1). */
  readonly quorum: Comparisons;
  /** Whether enough said yes. Null is "not measurable": it is a share of those taking part, and nobody did. */
  readonly approval: Comparisons | null;
}

export type Comparisons = Readonly<Record<keyof Weight, Comparison>>;

/** `part·denominator >= whole·numerator`, with both products, so that a screen can show 159000 >= 140000. */
export interface Comparison {
  readonly part: number;
  readonly whole: number;
  /** AT_LEAST compares left >= right, MORE_THAN left > right. */
  readonly threshold: Threshold;
  /** part · denominator */
  readonly left: number;
  /** whole · numerator */
  readonly right: number;
  readonly holds: boolean;
}

/**
 * The double majority. Enough owners must take part, by area and by heads alike (GOV-VOTE-1); only then
 * enough must say yes, again by both: of those who took part (GOV-VOTE-2, GOV-VOTE-3), or of all owners under
 * the law before 2021 (table 4.9). Throws a RangeError on numbers that no count can give, such as an
 * electorate of nobody.
 */
export function judge(majority: Majority, turnout: Turnout, rules: VotingRules): Verdict {
  check(turnout);
  const { entitled, tookPart, yes } = turnout;
  const base = rules.base === 'PARTICIPANTS' ? tookPart : entitled;
  const needed = majority === 'SPECIAL' ? rules.special : rules.ordinary;

  const quorum = compareBoth(tookPart, entitled, rules.quorum);
  const measurable = base.heads > 0 && base.areaDm2 > 0;
  const approval = measurable ? compareBoth(yes, base, needed) : null;

  if (!bothHold(quorum)) return { outcome: 'TOO_FEW_TOOK_PART', majority, quorum, approval };
  const carried = approval !== null && bothHold(approval);
  return { outcome: carried ? 'ADOPTED' : 'TOO_FEW_IN_FAVOUR', majority, quorum, approval };
}

/**
 * The majority that a question needs. A question has one matter; one that mixes matters and cannot be split
 * needs the stricter majority of them (GOV-VOTE-4).
 */
export const majorityFor = (matters: readonly MatterType[], rules: VotingRules): Majority =>
  matters.some((matter) => rules.majorityOf[matter] === 'SPECIAL') ? 'SPECIAL' : 'ORDINARY';

const compareBoth = (part: Weight, whole: Weight, threshold: Threshold): Comparisons => ({
  heads: comparison(part.heads, whole.heads, threshold),
  areaDm2: comparison(part.areaDm2, whole.areaDm2, threshold),
});

function comparison(part: number, whole: number, threshold: Threshold): Comparison {
  const [left, right] = [part * threshold.share.denominator, whole * threshold.share.numerator];
  if (!Number.isSafeInteger(left) || !Number.isSafeInteger(right))
    throw new RangeError(`Too large to be shown exactly: ${part} of ${whole}`);
  return { part, whole, threshold, left, right, holds: meets(part, whole, threshold) };
}

const bothHold = ({ heads, areaDm2 }: Comparisons) => heads.holds && areaDm2.holds;

function check({ entitled, tookPart, yes }: Turnout): void {
  for (const measure of ['heads', 'areaDm2'] as const) {
    const [all, part, inFavour] = [entitled[measure], tookPart[measure], yes[measure]];
    const possible = [all, part, inFavour].every(Number.isSafeInteger) && 0 <= inFavour && inFavour <= part;
    if (!possible || part > all || all === 0)
      throw new RangeError(`No count gives ${inFavour} of ${part} of ${all} by ${measure}`);
  }
}
