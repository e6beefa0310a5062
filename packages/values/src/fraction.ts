/** A threshold such as two thirds, kept as integers so that no share is ever rounded. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

export const fraction = (numerator: number, denominator: number): Fraction => ({ numerator, denominator });

/** part / whole >= share ("以上", "不低于", "不得少于"), by cross-multiplication. */
export const reaches = (part: number, whole: number, share: Fraction): boolean =>
  compare(part, whole, share) >= 0n;

/** part / whole > share ("超过"; "过半数" is this with one half). */
export const exceeds = (part: number, whole: number, share: Fraction): boolean =>
  compare(part, whole, share) > 0n;

/** part / whole <= share ("以下", "以内"). */
export const staysWithin = (part: number, whole: number, share: Fraction): boolean =>
  compare(part, whole, share) <= 0n;

/** part / whole < share ("不足", "不满", "少于", "小于"). */
export const fallsShort = (part: number, whole: number, share: Fraction): boolean =>
  compare(part, whole, share) < 0n;

/** A share and the word it stands with: "三分之二以上" includes two thirds, "过半数" excludes a half (CONV-2). */
export interface Threshold {
  readonly word: 'AT_LEAST' | 'MORE_THAN';
  readonly share: Fraction;
}

export const atLeast = (numerator: number, denominator: number): Threshold => ({
  word: 'AT_LEAST',
  share: fraction(numerator, denominator),
});

export const moreThan = (numerator: number, denominator: number): Threshold => ({
  word: 'MORE_THAN',
  share: fraction(numerator, denominator),
});

export const meets = (part: number, whole: number, { word, share }: Threshold): boolean =>
  word === 'AT_LEAST' ? reaches(part, whole, share) : exceeds(part, whole, share);

/** The least part of a whole that meets a threshold: "1/3 以上" of 7 is 3 (CONV-2). */
export function leastThatMeets(whole: number, { word, share }: Threshold): number {
  const product = BigInt(whole) * BigInt(share.numerator);
  const denominator = BigInt(share.denominator);
  return Number(
    word === 'AT_LEAST' ? (product + denominator - 1n) / denominator : product / denominator + 1n,
  );
}

/** The share of a whole in tenths of a per cent, rounded half up, to be shown and never compared (STAT-3). */
export function tenthsOfPercent(part: number, whole: number): number | null {
  if (whole === 0) return null;
  return Number((BigInt(part) * 2000n + BigInt(whole)) / (2n * BigInt(whole)));
}

/** The whole part of a share of an amount; what is left over stays with whoever is not paid it. */
export const floorOf = (amount: number, { numerator, denominator }: Fraction): number =>
  Number((BigInt(amount) * BigInt(numerator)) / BigInt(denominator));

/** Negative, zero or positive as the first share is smaller than, equal to or greater than the second. */
export const compareShares = (a: Fraction, b: Fraction): number =>
  Number(BigInt(a.numerator) * BigInt(b.denominator) - BigInt(b.numerator) * BigInt(a.denominator));

// BigInt, because an area times a denominator may pass 2^53.
function compare(part: number, whole: number, { numerator, denominator }: Fraction): bigint {
  if (whole <= 0 || denominator <= 0) throw new RangeError(`Not a share: ${part} of ${whole}`);
  return BigInt(part) * BigInt(denominator) - BigInt(whole) * BigInt(numerator);
}
