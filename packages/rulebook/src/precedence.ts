import { covers, type DivisionCode } from '@anju/values/division';
import type { CalendarDate } from '@anju/values/time';

/** From the highest to the lowest; what owners agree among themselves stands below all law (CONV-4). */
export const normLevels = [
  'LAW',
  'ADMINISTRATIVE_REGULATION',
  'PROVINCIAL_REGULATION',
  'CITY_REGULATION',
  'MINISTRY_RULE',
  'GUIDANCE',
  'OWNERS_RULES',
] as const;

export type NormLevel = (typeof normLevels)[number];

/** A text that says something about the case at hand. */
export interface Norm {
  readonly name: string;
  readonly level: NormLevel;
  /** Who made it, such as `NPC` or `State Council`; only texts of one maker are weighed by subject and age. */
  readonly maker: string;
  readonly from: CalendarDate;
  /** Whether it speaks of this very subject, or of many. */
  readonly subject: 'SPECIAL' | 'GENERAL';
  /** Where it applies. */
  readonly division: DivisionCode;
}

/** Which of two texts is applied. */
export type Precedence =
  | { readonly applied: Norm; readonly because: 'LEVEL' | 'SPECIAL' | 'NEWER' }
  /**
   * MAKER: of one maker, one older and special, the other newer and general. STATE_COUNCIL: of one level and
   * several makers. NONE: they apply in different places, so there is no conflict.
   */
  | { readonly applied: null; readonly decidedBy: 'MAKER' | 'STATE_COUNCIL' | 'NONE' };

/**
 * The higher level prevails; of one level and maker the special text over the general and the newer over the
 * older (CONV-4, Legislation Law arts. 98–100, 103). A guidance document overrides no law of any level.
 */
export function prevails(a: Norm, b: Norm): Precedence {
  if (!covers(a.division, b.division) && !covers(b.division, a.division))
    return { applied: null, decidedBy: 'NONE' };

  if (a.level !== b.level) return { applied: rank(a) < rank(b) ? a : b, because: 'LEVEL' };
  if (a.maker !== b.maker) return { applied: null, decidedBy: 'STATE_COUNCIL' };

  const newer = a.from === b.from ? null : a.from > b.from ? a : b;
  const special = a.subject === b.subject ? null : a.subject === 'SPECIAL' ? a : b;
  if (special && newer && special !== newer) return { applied: null, decidedBy: 'MAKER' };
  if (special) return { applied: special, because: 'SPECIAL' };
  return newer ? { applied: newer, because: 'NEWER' } : { applied: null, decidedBy: 'MAKER' };
}

const rank = ({ level }: Norm) => normLevels.indexOf(level);

/** True where a conflict with local law has to be put to the State Council, whatever is applied meanwhile. */
export function isReferred(a: Norm, b: Norm): boolean {
  const levels = [a.level, b.level];
  const local = levels.includes('PROVINCIAL_REGULATION') || levels.includes('CITY_REGULATION');
  return local && levels.includes('MINISTRY_RULE') && prevails(a, b).applied !== null;
}
