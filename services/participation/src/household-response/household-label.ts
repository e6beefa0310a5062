/** The longest label that is stored, in characters. */
export const longestLabel = 40;

const dashes = /\s*[-\u2010-\u2015\u2212\u2500\u30fc]\s*/gu;

/**
 * The label of a household as it is stored and compared: `2-1-301` for building, entrance and door. What
 * typing adds is folded: blanks, wide digits, and the many dashes of Chinese keyboards, as in ２－1－301.
 * Null for an empty one, one that is too long, and one that is no text.
 */
export function readHouseholdLabel(typed: string): string | null {
  const label = typed
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(dashes, '-')
    .trim();
  const readable = label !== '' && [...label].length <= longestLabel && !/[\p{Cc}\p{Cs}]/u.test(label);
  return readable ? label : null;
}

/** The first part of a label, as on the building's wall: `2` of `2-1-301`. */
export const buildingOf = (label: string): string => label.split('-')[0]!;
