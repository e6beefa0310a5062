import type { RuleProfile } from '@anju/rulebook/rule-profile';
import { leastThatMeets, meets, type Threshold } from '@anju/values/fraction';
import type { Tally } from './tally';

/** One share that must be reached, as counts of households. */
interface Measure {
  readonly part: number;
  readonly whole: number;
  /** The least part that holds. */
  readonly needed: number;
  /** What the part is short of it, the whole staying as it is; 0 where it holds. */
  readonly missing: number;
  readonly holds: boolean;
}

/** Whether enough households were asked, answered and agreed for the community to be listed (PART-2, PART-3). */
export interface HouseholdGate {
  /** Whose thresholds these are (CONV-5). */
  readonly ruleProfile: RuleProfile['id'];
  /** Contacted, of all households (PART-2). */
  readonly coverage: Measure;
  /** Answers, of all households: what PART-2 asks of the survey and PART-3 calls participation. */
  readonly answers: Measure;
  /** Consents, of the answers (PART-3). */
  readonly consent: Measure;
  /** Consents to a management mode, of the answers (PART-3). */
  readonly managementMode: Measure;
}

type GatePart = 'COVERAGE' | 'ANSWERS' | 'CONSENT' | 'MANAGEMENT_MODE';

/** Measures a tally against the thresholds of a profile. `households` is never 0: such a community is not asked. */
export function judgeHouseholds(
  { contacted, answers, consents, managementModeConsents }: Tally,
  households: number,
  { id, solicitation, householdGate }: Pick<RuleProfile, 'id' | 'solicitation' | 'householdGate'>,
): HouseholdGate {
  return {
    ruleProfile: id,
    coverage: measure(contacted, households, solicitation.contacted),
    answers: measure(answers, households, solicitation.answered, householdGate.participation),
    consent: measure(consents, answers, householdGate.consent),
    managementMode: measure(managementModeConsents, answers, householdGate.managementMode),
  };
}

/** What keeps the gate shut; empty where it is reached. */
export const shortOf = ({ coverage, answers, consent, managementMode }: HouseholdGate): readonly GatePart[] =>
  (
    [
      ['COVERAGE', coverage],
      ['ANSWERS', answers],
      ['CONSENT', consent],
      ['MANAGEMENT_MODE', managementMode],
    ] as const
  ).flatMap(([part, { holds }]) => (holds ? [] : [part]));

/** Where two rules ask for a share of the same, both must hold. */
function measure(part: number, whole: number, ...thresholds: readonly Threshold[]): Measure {
  // Nobody can have agreed where nobody answered (CONV-1: a share of 0 is none), so one is needed at least.
  if (whole === 0) return { part, whole, needed: 1, missing: 1, holds: false };
  const needed = Math.max(...thresholds.map((threshold) => leastThatMeets(whole, threshold)));
  return {
    part,
    whole,
    needed,
    missing: Math.max(0, needed - part),
    holds: thresholds.every((threshold) => meets(part, whole, threshold)),
  };
}
