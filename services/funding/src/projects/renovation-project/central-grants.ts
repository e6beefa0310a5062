import type { Fen } from '@anju/values/money';
import { type Purse, spreadMoney } from '../../spread-money';

// Each choice looks at every piece for every line. A project needs as many choices as its grants meet at pieces, unless
// these all but fill them and no other money does the rest: then it is a riddle, solved up to a dozen pieces.
const mostLooks = 50_000;

/**
 * Whether all lines can be spent on pieces of work that they may pay for, each to its cost, so that no piece draws two
 * of the central grants among them (FUND-8). Where two of them meet in one division of the money, that piece is given to
 * each in turn and the rest divided again: no division that keeps them apart is missed. Where too many ways remain to be
 * tried, none counts as found: who says which grant is for which work leaves few.
 */
export function canKeepApart(
  pieces: readonly Purse<number>[],
  lines: ReadonlyMap<number, Fen>,
  central: ReadonlySet<number>,
): boolean {
  let looks = 0;

  const divide = (open: readonly Purse<number>[]): boolean => {
    if (looks > mostLooks) return false;
    looks += open.length * lines.size;
    const { taken, unmetFen } = spreadMoney(open, lines);
    if (unmetFen > 0) return false;
    const meeting = taken.findIndex((by) => grantsIn(by).length > 1);
    if (meeting < 0) return true;

    const { amountFen, takers } = open[meeting]!;
    const others = [...takers].filter((line) => !central.has(line));
    return [...takers].some(
      (line) =>
        central.has(line) && divide(open.with(meeting, { amountFen, takers: new Set([line, ...others]) })),
    );
  };

  const grantsIn = (taken: ReadonlyMap<number, Fen>) =>
    [...taken].filter(([line, fen]) => fen > 0 && central.has(line));

  return divide(pieces.toSorted((one, other) => other.amountFen - one.amountFen));
}
