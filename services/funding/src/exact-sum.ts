import type { Fen } from '@anju/values/money';

/**
 * A sum of any size as it may be told: null beyond 2^53 - 1, where a number would be rounded (CONV-1). Whoever asks for
 * several sums gets the others all the same.
 */
export const exactFen = (sum: bigint): Fen | null =>
  sum >= -BigInt(Number.MAX_SAFE_INTEGER) && sum <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(sum) : null;
