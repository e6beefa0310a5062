import type { DivisionCode } from '@anju/values/division';
import type { CalendarDate } from '@anju/values/time';
import type { Thresholds } from './thresholds';

/** From the highest to the lowest (CONV-4). */
export const normLevels = [
  'LAW',
  'ADMINISTRATIVE_REGULATION',
  'PROVINCIAL_REGULATION',
  'CITY_REGULATION',
  'MINISTRY_RULE',
  'GUIDANCE',
  /** What this project assumes where no text is known, or where a text leaves the number to the locality. */
  'DEFAULT',
] as const;

export type NormLevel = (typeof normLevels)[number];

/** What one text sets in a division from a day on; groups and fields that it leaves out it says nothing of. */
export interface ProfileLayer {
  /** Its title, number or article, as a refusal is to name it. */
  readonly text: string;
  readonly level: NormLevel;
  /** Who made it; only texts of one maker are weighed by subject and age. */
  readonly maker: string;
  /** True where it speaks of its subject alone, and others of the same maker of many (特别规定). */
  readonly special?: boolean;
  /** Where it applies. */
  readonly division: DivisionCode;
  /** The day from which it applies. */
  readonly from: CalendarDate;
  readonly changes: Changes;
}

export type Changes = { readonly [Group in keyof Thresholds]?: Partial<NonNullable<Thresholds[Group]>> };
