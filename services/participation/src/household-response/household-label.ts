/** As long as the column is; three parts are shorter. */
export const longestLabel = 40;

/** The first part of a label, as on the building's wall: `2` of `2-1-301`. */
export const buildingOf = (label: string): string => label.split('-')[0]!;

/** Of building, entrance and door, where no roll says what there is: 199, 12 and 10101. */
export const mostDigits = { building: 3, entrance: 2, door: 5 } as const;

/**
 * Whether a label is numbers enough to be nobody's name, whatever homes there are: a number for the door and a number
 * or one letter for the building, each with one letter or word at most. `LI-0-1` and `东-西-1` might be somebody, and
 * `B-1-101` and `2-甲-301A` are not (PRIV-1).
 */
export function isNumbered(label: string): boolean {
  const parts = label.split('-');
  const [building, , door] = parts as [string, string, string];
  if (!parts.every((each) => /^\d*\D?\d*$/u.test(each)) || !/[\dA-Z]/.test(building) || !/\d/.test(door))
    return false;
  // More digits are a telephone's or an identity number's, as of 139-1234-5678.
  const most = Object.values(mostDigits);
  const digits = parts.map((each) => each.replace(/\D/gu, '').length);
  return digits.every((count, i) => count <= most[i]!) && building !== '0' && door !== '0';
}
