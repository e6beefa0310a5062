import { matterTypes } from '@anju/rulebook/matter';
import { profileById, profileAt } from '@anju/rulebook/rule-profile';
import type { Turnout } from '@anju/rulebook/tally';
import { judge, majorityFor } from '@anju/rulebook/verdict';
import { isDivisionCode } from '@anju/values/division';
import { lastDateBefore } from '@anju/values/time';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { community, decision, hash, instant, meeting, question, weight, whole } from './fields';

const comparison = z.strictObject({
  part: whole,
  whole,
  threshold: z.strictObject({
    word: z.enum(['AT_LEAST', 'MORE_THAN']),
    share: z.strictObject({ numerator: whole, denominator: whole }),
  }),
  left: whole,
  right: whole,
  holds: z.boolean(),
});
const comparisons = z.strictObject({ heads: comparison, areaDm2: comparison });
const tree = z.strictObject({ leaves: whole, root: hash });

/**
 * What anybody may read of a counted question, and the first line of both forms. The six integers and no finer ones: how
 * many said no, with their area, would single out an owner who alone did.
 */
export const statementSchema = z.strictObject({
  evidence: z.literal('anju'),
  version: z.literal(1),
  questionId: question,
  decisionId: decision,
  meetingId: meeting,
  communityId: community,
  division: z.string().refine(isDivisionCode, 'no division code'),
  matter: z.enum(matterTypes),
  mixedWith: z.enum(matterTypes).nullable(),
  opensAt: instant,
  /** Exclusive; the law is that of the last moment before it (GOV-MEET-3, CONV-5). */
  closesAt: instant,
  decidedAt: instant,
  ruleProfile: z.string(),
  base: z.enum(['PARTICIPANTS', 'ALL_OWNERS']),
  /** The six integers (GOV-VOTE-9). */
  turnout: z.strictObject({ entitled: weight, tookPart: weight, yes: weight }),
  /** They as they compare, and what they come to (GOV-VOTE-1 to 3). */
  verdict: z.strictObject({
    outcome: z.enum(['ADOPTED', 'TOO_FEW_TOOK_PART', 'TOO_FEW_IN_FAVOUR']),
    majority: z.enum(['ORDINARY', 'SPECIAL']),
    quorum: comparisons,
    approval: comparisons.nullable(),
  }),
  /** One leaf for each home of the frozen roll, */
  roll: tree,
  /** and one for each answer received, also where it does not count. */
  ballots: tree,
  /** The hash behind the last of what owners did, in the order of receipt. */
  chain: hash,
  /** As in the notice (REG-7), and as in the record of the decision (GOV-VOTE-9). */
  snapshotHash: hash,
  ballotsHash: hash,
  /** Invented for a demonstration. */
  synthetic: z.boolean(),
});

export type Statement = z.infer<typeof statementSchema>;

/** What the law makes of the six integers, in the words of a statement. Throws where no law or no count gives them. */
export function judged(
  {
    division,
    closesAt,
    matter,
    mixedWith,
  }: Pick<Statement, 'division' | 'closesAt' | 'matter' | 'mixedWith'>,
  turnout: Turnout,
) {
  const { id: ruleProfile, voting } = profileAt(division, lastDateBefore(closesAt));
  const majority = majorityFor(mixedWith ? [matter, mixedWith] : [matter], voting);
  return { ruleProfile, base: voting.base, verdict: judge(majority, turnout, voting) };
}

type Claim = 'ruleProfile' | 'base' | 'verdict';

/** Which claims of a statement do not follow from its integers; all of them where the integers can be no count. */
export function falseClaims(statement: Statement): readonly Claim[] {
  const claims: readonly Claim[] = ['ruleProfile', 'base', 'verdict'];
  if (!profileById(statement.ruleProfile)) return ['ruleProfile'];
  try {
    const found = judged(statement, statement.turnout);
    return claims.filter((claim) => !isDeepStrictEqual(statement[claim], found[claim]));
  } catch (error) {
    if (error instanceof RangeError) return claims;
    throw error;
  }
}
