import { readLabelPart } from '@anju/values/label-part';

/** As long as the column is; three parts are shorter. */
export const longestLabel = 40;

const dashes = /\s*[-\u2010-\u2015\u2212\u2500\u30fc]\s*/gu;
const blankBeforeWord = /\s+(?=号楼|号院|栋|幢|座|楼|单元|室|户)/gu;

/** Where one part ends and the next begins, in digits or in words: `2-1-301`, `2号楼1单元301室`. */
const between = /-|\s|(?<=[\dA-Z甲乙丙丁戊己东西南北中])(?:号楼|号院|栋|幢|座|楼|单元)/u;

/** No building or door has three letters in a row, and a name may: `LI-LEI`. */
const letters = /[A-Z]{3}/;

/**
 * The label of a household as it is stored and compared: `2-1-301` for building, entrance and door, by the form of the
 * owners' roll, which has entrance 0 where a building has none. What typing adds is folded: blanks, wide digits,
 * capitals, noughts in front, the words for building, entrance and room, and the many dashes of Chinese keyboards, as
 * in ２－1－301. Null for anything else, because it is stored in the clear and a person's name must not be (PRIV-1).
 */
export function readHouseholdLabel(typed: string): string | null {
  const parts = typed
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(dashes, '-')
    .replace(blankBeforeWord, '')
    .trim()
    .toUpperCase()
    .split(between)
    .filter((part) => part !== '')
    .map(readLabelPart);
  const label = parts.join('-');
  if (!parts.every((part) => part !== null) || !/\d/.test(label) || letters.test(label)) return null;
  const [building, entranceOrDoor] = parts;
  if (parts.length === 2) return `${building}-0-${entranceOrDoor}`;
  return parts.length === 3 ? label : null;
}

/** The first part of a label, as on the building's wall: `2` of `2-1-301`. */
export const buildingOf = (label: string): string => label.split('-')[0]!;
