/**
 * A decimal numeral as a whole number of a smaller unit, exactly, or null: `1822.2` with 6 places (万元 in
 * fen) is 1 822 200 000, `89.46` with 2 (m² in dm²) is 8946. Null where a digit would be lost, where it is
 * no plain numeral, and beyond 2^53 - 1 (CONV-1). No float takes part.
 */
export function parseScaled(numeral: string, places: number): number | null {
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(numeral) ?? [];
  const kept = decimals.replace(/0+$/, '');
  if (whole === '' || kept.length > places) return null;
  const value = Number(BigInt(whole + kept.padEnd(places, '0'))) * (sign ? -1 : 1);
  return Number.isSafeInteger(value) ? value + 0 : null;
}

/** The way back, with all places written: 857143 fen with 2 places is `8571.43`. */
export function formatScaled(value: number, places: number): string {
  const digits = String(Math.abs(value)).padStart(places + 1, '0');
  const cut = digits.length - places;
  return (value < 0 ? '-' : '') + digits.slice(0, cut) + (places ? `.${digits.slice(cut)}` : '');
}
