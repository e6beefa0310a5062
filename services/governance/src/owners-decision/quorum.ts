import type { Majority, VotingRules } from '@anju/rulebook/rule-profile';
import type { Turnout } from '@anju/rulebook/tally';
import { judge as judgeInFull, type Outcome } from '@anju/rulebook/verdict';

export { type Choice, type Count, type Turnout, turnoutOf, type Weight } from '@anju/rulebook/tally';
export type { Outcome } from '@anju/rulebook/verdict';

/** The outcome alone; what was compared is in the verdict of the rule book. */
export const judge = (majority: Majority, turnout: Turnout, rules: VotingRules): Outcome =>
  judgeInFull(majority, turnout, rules).outcome;
