import { isCalendarDate } from './time';

/**
 * Whether a folded text is a number as residents of China are given one (公民身份号码, GB 11643-1999; the permits of
 * residents from elsewhere are numbered alike): a place, a day of birth, three digits, and one to check, of which ten is X.
 * Whether the place exists is not asked: places are merged and renamed, and the numbers stay.
 */
export function isResidentNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const born = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  return isCalendarDate(born) && text[17] === checkDigit(text.slice(0, 17));
}

/** By the standard (ISO 7064, MOD 11-2): doubled from place to place, so that one wrong digit is found, and two swapped neighbours. */
function checkDigit(body: string): string {
  let sum = 0;
  for (const digit of body) sum = ((sum + Number(digit)) * 2) % 11;
  return '10X98765432'[sum]!;
}
