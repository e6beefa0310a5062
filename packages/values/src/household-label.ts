import { foldWidth } from './fold-width';
import { readLabelPart } from './label-part';

const dashes = /[-\u2010-\u2015\u2212\u2500\u30fc\ufe58\ufe63\uff70/]/gu;

const part = '([\\dA-Z甲乙丙丁戊己东西南北中]+|[一二三四五六七八九十]+)';
const entranceWord = '(?:单元|门)';
// 3楼 is a floor too and 3号院 may hold several buildings, unless an entrance follows.
const buildingWord = `(?:号楼|#楼|#|号|栋|幢|座|(?:楼|号院)(?=-?[^-]+${entranceWord}))`;
const doorWord = '(?:室|户|号)';

/** Building, entrance if it has one, and door; a dash is needed where no word ends a part. */
const home = new RegExp(
  `^${part}(?:${buildingWord}-?|-)(?:${part}(?:${entranceWord}-?|-))?${part}${doorWord}?$`,
  'u',
);

/** No building or door has three letters in a row, and a name may: `LI-LEI`. */
const letters = /[A-Z]{3}/;

/**
 * The label of a household as it is stored and compared: `2-1-301` for building, entrance and door, by the form of the
 * owners' roll, which has entrance 0 where a building has none. What typing adds is folded: blanks, wide digits,
 * capitals, noughts in front, Chinese numerals, the words for building, entrance and room, slashes and the many dashes
 * of Chinese keyboards, as in ２－1－301, and the name of the community itself in front. Null for anything else, and for
 * what may be two homes, because it is stored in the clear and a person's name must not be (PRIV-1).
 */
export function readHouseholdLabel(typed: string, communityName: string): string | null {
  const text = fold(typed);
  const name = fold(communityName);
  const readings = text.startsWith(name) ? [text, text.slice(name.length).replace(/^-/, '')] : [text];
  // A community may be named 2号院, and 2号院1-301 then be two homes.
  const labels = new Set(readings.map(labelOf).filter((label) => label !== null));
  return labels.size === 1 ? [...labels][0]! : null;
}

/** Blanks stand where dashes do, or before a word, or beside a dash. */
const fold = (typed: string): string =>
  foldWidth(typed)
    .replace(/\p{Cf}/gu, '')
    .toUpperCase()
    .replace(dashes, '-')
    .trim()
    .replace(/\s*-\s*|\s+/gu, (between) => (between.includes('-') ? '-' : ' '))
    .replace(/ (?=[号#栋幢座楼单门室户])/gu, '')
    .replaceAll(' ', '-');

function labelOf(text: string): string | null {
  const found = home.exec(text)?.slice(1) ?? [];
  const parts = found.filter((each) => each !== undefined).map(readLabelPart);
  const label = parts.join('-');
  if (!parts.every((each) => each !== null) || !/\d/.test(label) || letters.test(label)) return null;
  const [building, entranceOrDoor] = parts;
  return parts.length === 2 ? `${building}-0-${entranceOrDoor}` : label;
}
