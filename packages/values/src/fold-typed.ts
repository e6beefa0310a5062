// What nobody sees, as format characters and variation selectors.
const unseen = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
// Of any kind; the sign for a long vowel is typed for a dash.
const parting = '[\\p{P}\\p{Z}\\p{S}\\s\\u30fc]+';
const betweenDigits = new RegExp(`(?<=\\p{N})${parting}(?=\\p{N})`, 'gu');
const elsewhere = new RegExp(`(?<!\\p{N})${parting}|${parting}(?!\\p{N})`, 'gu');

/**
 * One text however it is typed: in full or half width, in either case, with whatever signs or blanks between its words.
 * Between digits some sign stands, for `2022-1-12` is not `2022-11-2`: `验收〔２０２２〕１／２号。` is `验收2022-1-2号`.
 */
export const foldTyped = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(unseen, '')
    .replace(betweenDigits, '-')
    .replace(elsewhere, '')
    .toUpperCase();
