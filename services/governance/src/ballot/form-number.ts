import { foldWidth } from '@anju/values/fold-width';

/** The longest number that is stored, in characters. */
const longest = 40;

/** Dashes, and what is typed in their place. Not a point, which may end what is shortened: No.17. */
const separators = /[-\u2010-\u2015\u2212\u2500\u30fc\ufe58\ufe63\uff70_/\\\u00b7\u30fb\uff65]+/gu;

/**
 * The number of a form as it is stored and compared, so that one form is one number however it was typed: wide
 * letters and digits, small letters, blanks, the many dashes of Chinese keyboards and other separators are folded, as
 * in ＦＹ－００１ or FY/001. A dash is not nothing: 2-11-01 and 21-1-01 are two forms.
 * Null for an empty one, one that is too long, and one that is no line of text (GOV-VOTE-13).
 */
export function readFormNumber(typed: string): string | null {
  const line = foldWidth(typed).trim();
  const number = line
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(separators, '-')
    .toUpperCase();
  const isLine = !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(line);
  return isLine && number !== '' && [...number].length <= longest ? number : null;
}
