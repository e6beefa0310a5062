import { compareShares, type Threshold } from '@anju/values/fraction';
import { matterTypes } from './matter';
import type { VotingRules } from './thresholds';

/** In what a local number, or a clause of the rules of procedure, asks for less than the law. */
export type Lowering = 'BASE' | 'QUORUM' | 'ORDINARY' | 'SPECIAL' | 'MATTER';

/**
 * A local rule may tighten or specify the majorities of the law and never lower them (CONV-4, CONV-6). Empty
 * where it does not: a larger share, "at least" turned into "more than", all owners instead of those taking
 * part, or a matter made special are all allowed.
 */
export function lowersLaw(local: VotingRules, law: VotingRules): readonly Lowering[] {
  const lowered: Record<Lowering, boolean> = {
    BASE: law.base === 'ALL_OWNERS' && local.base === 'PARTICIPANTS',
    QUORUM: isLower(local.quorum, law.quorum),
    ORDINARY: isLower(local.ordinary, law.ordinary),
    SPECIAL: isLower(local.special, law.special),
    MATTER: matterTypes.some(
      (matter) => law.majorityOf[matter] === 'SPECIAL' && local.majorityOf[matter] === 'ORDINARY',
    ),
  };
  return (Object.keys(lowered) as Lowering[]).filter((part) => lowered[part]);
}

function isLower(local: Threshold, law: Threshold): boolean {
  const difference = compareShares(local.share, law.share);
  return difference === 0 ? local.word === 'AT_LEAST' && law.word === 'MORE_THAN' : difference < 0;
}
