import { readLabelPart } from '@anju/values/label-part';

/** The longest label that is stored, in characters. */
export const longestLabel = 40;

const dashes = /\s*[-\u2010-\u2015\u2212\u2500\u30fc]\s*/gu;

/** Where one part ends and the next begins, in digits or in words: `2-1-301`, `2号楼1单元301室`. */
const between = /-|\s|(?<=[\dA-Z])(?:号楼|号院|栋|幢|座|楼|单元)/u;

/**
 * The label of a household as it is stored and compared: `2-1-301` for building, entrance and door. What
 * typing adds is folded: blanks, wide digits, capitals, noughts in front, the words for building, entrance and
 * room, and the many dashes of Chinese keyboards, as in ２－1－301. A label of another kind stays as it is. Null
 * for an empty one, one that is too long, and one that is no text.
 */
export function readHouseholdLabel(typed: string): string | null {
  const label = typed
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(dashes, '-')
    .trim()
    .toUpperCase();
  const readable = label !== '' && [...label].length <= longestLabel && !/[\p{Cc}\p{Cs}]/u.test(label);
  if (!readable) return null;
  const parts = label
    .split(between)
    .filter((part) => part !== '')
    .map(readLabelPart);
  return parts.every((part) => part !== null) ? parts.join('-') : label;
}

/** The first part of a label, as on the building's wall: `2` of `2-1-301`. */
export const buildingOf = (label: string): string => label.split('-')[0]!;
