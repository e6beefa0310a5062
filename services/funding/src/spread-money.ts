import type { Fen } from '@anju/values/money';

/** So much that only these may take from. */
export interface Purse<Taker> {
  readonly amountFen: Fen;
  readonly takers: ReadonlySet<Taker>;
}

/** How much of what is wanted can be had at once, and from where. */
export interface Spread<Taker> {
  /** What each takes from each purse. */
  readonly taken: readonly ReadonlyMap<Taker, Fen>[];
  /** What remains wanted however the purses are divided. */
  readonly unmetFen: Fen;
  /** The purses that are too small for those who may take from them alone; none where nothing remains wanted. */
  readonly tooSmall: ReadonlySet<number>;
}

/** Somebody takes from a purse, and who took that before has to find as much elsewhere by the step before. */
interface Step<Taker> {
  readonly taker: Taker;
  readonly at: number;
  readonly before: Step<Taker> | null;
}

/** Divides the purses among those who want from them so that as much as possible is met: their maximum flow. */
export function spreadMoney<Taker>(
  purses: readonly Purse<Taker>[],
  wanted: ReadonlyMap<Taker, Fen>,
): Spread<Taker> {
  const open = new Map([...wanted.keys()].map((taker) => [taker, [] as number[]]));
  for (const [at, { takers }] of purses.entries()) for (const taker of takers) open.get(taker)?.push(at);
  const left = purses.map(({ amountFen }) => amountFen);
  const taken = purses.map(() => new Map<Taker, Fen>());
  const takenBy = (taker: Taker, at: number): Fen => taken[at]!.get(taker) ?? 0;
  const tooSmall = new Set<number>();
  let unmetFen = 0;
  for (const [taker, wantedFen] of wanted) {
    let openFen = wantedFen;
    for (let last; openFen > 0 && (last = shortestWay(taker));) {
      const steps = stepsTo(last);
      const movable = steps.flatMap(({ taker: by, before }) => (before ? [takenBy(by, before.at)] : []));
      const fen = Math.min(openFen, left[last.at]!, ...movable);
      left[last.at]! -= fen;
      for (const { taker: by, at, before } of steps) {
        taken[at]!.set(by, takenBy(by, at) + fen);
        if (before) taken[before.at]!.set(by, takenBy(by, before.at) - fen);
      }
      openFen -= fen;
    }
    unmetFen += openFen;
  }
  return { taken, unmetFen, tooSmall };

  /** The last of the fewest steps to a purse with money left. */
  function shortestWay(wants: Taker): Step<Taker> | null {
    const seen = new Set<number>();
    const queue: { taker: Taker; before: Step<Taker> | null }[] = [{ taker: wants, before: null }];
    for (const { taker, before } of queue)
      for (const at of open.get(taker)!) {
        if (seen.has(at)) continue;
        seen.add(at);
        const step = { taker, at, before };
        if (left[at]! > 0) return step;
        for (const [other, fen] of taken[at]!) if (fen > 0) queue.push({ taker: other, before: step });
      }
    // Nothing ever comes back to these, whoever takes next.
    for (const at of seen) tooSmall.add(at);
    return null;
  }
}

function stepsTo<Taker>(last: Step<Taker>): Step<Taker>[] {
  const steps = [];
  for (let step: Step<Taker> | null = last; step; step = step.before) steps.push(step);
  return steps;
}
