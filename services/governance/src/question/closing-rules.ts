import { profileAt, type RuleProfile } from '@anju/rulebook/rule-profile';
import type { DivisionCode } from '@anju/values/division';
import { type Instant, lastDateBefore } from '@anju/values/time';

/** The rules of the closing date hold for a whole vote: whoever counts must not choose them by waiting (CONV-5). */
export const rulesOf = ({
  divisionCode,
  closesAt,
}: {
  readonly divisionCode: DivisionCode;
  readonly closesAt: Instant;
}): RuleProfile => profileAt(divisionCode, lastDateBefore(closesAt));
