import type { Fen } from '@anju/values/money';

/** A central grant, and the numbers of the pieces of work that it may pay for. */
export interface CentralGrant {
  readonly amountFen: Fen;
  readonly pieces: ReadonlySet<number>;
}

/** What a piece of work can still take of a central grant, which it takes of one alone. */
export interface Room {
  readonly number: number;
  readonly roomFen: Fen;
}

// A project needs as many steps as it has pieces of work, unless its grants all but fill them: then it is a riddle.
const mostSteps = 2_000;

/**
 * Whether every central grant can be spent in full although no piece of work draws two (FUND-8). Each piece, the largest
 * first, is given to each grant in turn that still needs it. Where too many ways remain to be tried, none counts as
 * found: who says which grant is for which work leaves few.
 */
export function canKeepApart(grants: readonly CentralGrant[], rooms: readonly Room[]): boolean {
  const largestFirst = rooms
    .filter(({ number, roomFen }) => roomFen > 0 && grants.some(({ pieces }) => pieces.has(number)))
    .toSorted((one, other) => other.roomFen - one.roomFen);
  let steps = 0;

  const place = (needsFen: readonly Fen[], from: number): boolean => {
    if (needsFen.every((needFen) => needFen <= 0)) return true;
    if (++steps > mostSteps) return false;
    const left = largestFirst.slice(from);
    const [piece] = left;
    if (!piece || !mayBeEnough(needsFen, left)) return false;

    const takers = grants.flatMap(({ pieces }, i) =>
      needsFen[i]! > 0 && pieces.has(piece.number) ? [i] : [],
    );
    if (takers.length === 0) return place(needsFen, from + 1);
    return takers.some((taker) =>
      place(
        needsFen.map((needFen, i) => (i === taker ? needFen - piece.roomFen : needFen)),
        from + 1,
      ),
    );
  };

  /** Each grant by itself has pieces enough left, and so have all of them together. */
  const mayBeEnough = (needsFen: readonly Fen[], left: readonly Room[]): boolean => {
    const roomFor = (has: (number: number) => boolean) =>
      left.reduce((sofar, { number, roomFen }) => sofar + (has(number) ? roomFen : 0), 0);
    const needed = grants.flatMap(({ pieces }, i) =>
      needsFen[i]! > 0 ? [{ pieces, needFen: needsFen[i]! }] : [],
    );
    if (needed.some(({ pieces, needFen }) => roomFor((number) => pieces.has(number)) < needFen)) return false;
    const allFen = needed.reduce((sofar, { needFen }) => sofar + needFen, 0);
    return roomFor((number) => needed.some(({ pieces }) => pieces.has(number))) >= allFen;
  };

  return place(
    grants.map(({ amountFen }) => amountFen),
    0,
  );
}
