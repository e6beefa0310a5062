import { leastThatMeets, type Threshold } from '@anju/values/fraction';
import type { Majority, VotingRules } from './thresholds';
import type { Turnout, Weight } from './tally';

/** What would still carry a question (GOV-VOTE-14). */
export interface Missing {
  /**
   * The least further heads, and apart from them the least further area, that would carry it if all of them
   * said yes. Each is least by itself: one set of owners that meets both may have to be larger.
   */
  readonly needed: Weight;
  /**
   * NOTHING: it is carried as it stands. IN_REACH: owners who have not voted could carry it.
   * ONLY_BY_CHANGED_BALLOTS: they no longer can, but ballots may still be changed. OUT_OF_REACH: nor that, or
   * nothing can come any more.
   */
  readonly state: 'NOTHING' | 'IN_REACH' | 'ONLY_BY_CHANGED_BALLOTS' | 'OUT_OF_REACH';
}

/** What may still happen to the ballots of a question. */
interface StillPossible {
  /** That one comes in: until the voting is over. */
  readonly castable: boolean;
  /** That a NO becomes a YES: while voting is open and the last ballot wins. */
  readonly changeable: boolean;
}

export function missing(
  majority: Majority,
  { entitled, tookPart, yes }: Turnout,
  rules: VotingRules,
  { castable, changeable }: StillPossible,
): Missing {
  const needs = (measure: keyof Weight) =>
    least(
      { total: entitled[measure], part: tookPart[measure], yes: yes[measure] },
      majority === 'SPECIAL' ? rules.special : rules.ordinary,
      rules,
    );
  const needed = { heads: needs('heads'), areaDm2: needs('areaDm2') };
  const beyond = (measure: keyof Weight) => needed[measure] > entitled[measure] - tookPart[measure];

  if (needed.heads === 0 && needed.areaDm2 === 0) return { needed, state: 'NOTHING' };
  if (castable && !beyond('heads') && !beyond('areaDm2')) return { needed, state: 'IN_REACH' };
  return { needed, state: changeable ? 'ONLY_BY_CHANGED_BALLOTS' : 'OUT_OF_REACH' };
}

interface Measured {
  readonly total: number;
  readonly part: number;
  readonly yes: number;
}

function least({ total, part, yes }: Measured, needed: Threshold, { quorum, base }: VotingRules): number {
  const toQuorum = leastThatMeets(total, quorum) - part;
  const toMajority = base === 'ALL_OWNERS' ? leastThatMeets(total, needed) - yes : growth(part, yes, needed);
  return Math.max(0, toQuorum, toMajority);
}

/**
 * Who joins with a yes raises both sides, so `yes + x` must meet the share of `part + x`: for three
 * quarters that is `x >= 3·part - 4·yes`, for more than half `x > part - 2·yes`. All together would be no
 * share that could still be reached, and no law asks for it.
 */
function growth(part: number, yes: number, { word, share }: Threshold): number {
  const numerator = BigInt(share.numerator);
  const denominator = BigInt(share.denominator);
  const short = BigInt(part) * numerator - BigInt(yes) * denominator;
  const step = denominator - numerator;
  if (short < 0n) return 0;
  return Number(word === 'AT_LEAST' ? (short + step - 1n) / step : short / step + 1n);
}
