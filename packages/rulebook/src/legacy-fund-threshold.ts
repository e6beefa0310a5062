import { fallsShort, fraction } from '@anju/values/fraction';
import type { Turnout } from './tally';
import type { MaintenanceFundRules } from './thresholds';

/** Order 165 art. 22, by area and by heads of all owners in scope. */
const twoThirdsOfAll = fraction(2, 3);

/**
 * Whether a fund office that still asks for two thirds of all owners may object to a decision on the fund.
 * It warns and never changes the verdict, which is the Civil Code's (MF-2, CONV-4).
 */
export const belowLegacyFundThreshold = (
  { entitled, yes }: Turnout,
  { legacyFundThreshold }: MaintenanceFundRules,
): boolean =>
  legacyFundThreshold &&
  (['areaDm2', 'heads'] as const).some((measure) =>
    fallsShort(yes[measure], entitled[measure], twoThirdsOfAll),
  );
