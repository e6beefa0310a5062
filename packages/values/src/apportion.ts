/** Somebody who carries part of a sum, by weight: an area in dm², or an agreed coefficient. */
export interface Weighted<Id extends string = string> {
  readonly id: Id;
  readonly weight: number;
}

export interface Share<Id extends string = string> {
  readonly id: Id;
  readonly amount: number;
}

/**
 * Splits a sum by weight so that the parts add up to it exactly (RES-1, RES-2). Everybody gets the whole
 * units of the exact share; what is left goes, one each, to the largest remainders, and between equal ones
 * by id in code-point order. The parts come in the order of the weights. Throws a RangeError on a negative
 * or inexact number, on weights that add up to nothing, and on an id that comes twice.
 */
export function apportion<Id extends string>(
  total: number,
  weights: readonly Weighted<Id>[],
): readonly Share<Id>[] {
  const sum = weights.reduce((sofar, { weight }) => sofar + exact(weight), 0n);
  if (sum === 0n) throw new RangeError('The weights add up to nothing.');
  if (new Set(weights.map(({ id }) => id)).size < weights.length) throw new RangeError('An id comes twice.');

  const whole = exact(total);
  const parts = weights.map(({ id, weight }) => {
    const product = whole * BigInt(weight);
    return { id, floor: product / sum, remainder: product % sum };
  });
  const left = whole - parts.reduce((sofar, { floor }) => sofar + floor, 0n);
  const lucky = new Set(
    parts
      .toSorted(
        (a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder) || order(a.id, b.id),
      )
      .slice(0, Number(left))
      .map(({ id }) => id),
  );
  return parts.map(({ id, floor }) => ({ id, amount: Number(floor) + (lucky.has(id) ? 1 : 0) }));
}

function exact(number: number): bigint {
  if (number < 0 || !Number.isSafeInteger(number)) throw new RangeError(`Not a whole amount: ${number}`);
  return BigInt(number);
}

/** Not localeCompare: its order depends on the machine, and the same sum must split alike everywhere. */
function order(a: string, b: string): number {
  const [as, bs] = [[...a], [...b]];
  const at = as.findIndex((char, index) => char !== bs[index]);
  return at < 0 ? as.length - bs.length : (as[at]?.codePointAt(0) ?? -1) - (bs[at]?.codePointAt(0) ?? -1);
}
