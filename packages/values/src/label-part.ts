import { foldWidth } from './fold-width';

const longestPart = 8;

/** 号楼 and the like say what the column says already. */
const suffix =
  /(?<=[\dA-Z甲乙丙丁戊己东西南北中一二三四五六七八九十])(号楼|号院|#楼|#|栋|幢|座|楼|号|单元|门|室|户)$/u;

/** Digits, perhaps with letters or the words by which buildings are told apart, or one letter or word of these. */
const part = /^(?:(?=.*[\dA-Z])[\dA-Z甲乙丙丁戊己东西南北中]+|[甲乙丙丁戊己东西南北中])$/u;

const ones = '一二三四五六七八九';
/** 一 to 九十九. Nothing longer: 三〇一 is written 301 on every door, and 二一 may be 21 or two parts. */
const numeral = /^(?=.)(?:([一二三四五六七八九]?)(十))?([一二三四五六七八九]?)$/u;

/** One part of a label with what typing adds folded: `２号楼` and `二号楼` are 2. Null if it is no number. */
export function readLabelPart(typed: string): string | null {
  const folded = foldWidth(typed)
    .replace(/[\s\p{Cf}]/gu, '')
    .toUpperCase()
    .replace(suffix, '')
    .replace(numeral, digitsOf);
  // 01 is 1 on the wall, and has the same place in the order.
  const read = folded.replace(/(?<!\d)0+(?=\d)/g, '');
  return part.test(read) && [...read].length <= longestPart ? read : null;
}

function digitsOf(_: string, tens: string | undefined, ten: string | undefined, one: string): string {
  const tensOf = ten ? (tens ? ones.indexOf(tens) + 1 : 1) : 0;
  return String(tensOf * 10 + ones.indexOf(one || ' ') + 1);
}
