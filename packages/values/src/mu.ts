/** A Chinese acre. 1 mu is 2000/3 m², so most numbers of mu are no whole number of dm². */
export type Mu = number;

/** In dm², rounded half up: to be shown and never counted with. 18 mu are 1 200 000 dm² exactly. */
export function muToDm2Display(mu: Mu): number {
  if (!Number.isSafeInteger(mu) || mu < 0) throw new RangeError(`Not whole mu: ${mu}`);
  return Number((BigInt(mu) * 400_000n + 3n) / 6n);
}
