/** No I, O, S, V or Z, which look like other characters (GB 32100-2015). */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Two characters for who registered it and what it is, six digits of its division, nine of the body itself, one to check. */
const form = /^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/;

/** What is wrong with a text that should be a unified social credit code. */
type CreditCodeFault = 'LENGTH' | 'CHARACTER' | 'CHECK_CHARACTER';

/** As it is printed on the licence: capitals, no spaces, none of the wide characters that Chinese keyboards type. */
export const foldCreditCode = (text: string): string =>
  text.normalize('NFKC').replace(/\s/g, '').toUpperCase();

/** Checks a folded unified social credit code (统一社会信用代码, GB 32100-2015); null where nothing is wrong. */
export function creditCodeFault(code: string): CreditCodeFault | null {
  if ([...code].length !== 18) return 'LENGTH';
  if (!form.test(code)) return 'CHARACTER';
  return code[17] === checkCharacter(code.slice(0, 17)) ? null : 'CHECK_CHARACTER';
}

/** The place of each character times 3 to the power of its position, all modulo 31. */
function checkCharacter(body: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of body) {
    sum += alphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet[(31 - (sum % 31)) % 31]!;
}
