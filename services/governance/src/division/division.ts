import type { DivisionCode } from '@anju/values/division';

type Level = 'PROVINCE' | 'CITY' | 'COUNTY' | 'DEVELOPMENT_ZONE';

/** A division that the register knows by name (REG-10). */
export interface Division {
  readonly code: DivisionCode;
  readonly name: string;
  readonly level: Level;
}

/**
 * What the codes of everything in a division begin with: 140500 covers 140502 and 140500-DZ alike, so its
 * codes begin with 1405. Agrees with `covers`.
 */
export const codePrefix = (code: DivisionCode): string =>
  code === 'CN' ? '' : /^\d{6}$/.test(code) ? code.replace(/(00){1,2}$/, '') : code;

/** How many communities there are, and how many households live in them as far as is known. */
export interface Totals {
  readonly communities: number;
  /** The sum of those that are known. */
  readonly households: number;
  readonly withoutHouseholds: number;
}

export const noTotals: Totals = { communities: 0, households: 0, withoutHouseholds: 0 };

export const addTotals = (a: Totals, b: Totals): Totals => ({
  communities: a.communities + b.communities,
  households: a.households + b.households,
  withoutHouseholds: a.withoutHouseholds + b.withoutHouseholds,
});
