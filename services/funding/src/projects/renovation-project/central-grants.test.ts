import { canKeepApart } from './central-grants';

interface Line {
  readonly amountFen: number;
  /** The pieces that it may pay for, 0 for the first; absent where it may pay for any. */
  readonly pieces?: readonly number[];
}

/** Whether the grants keep apart in pieces of these costs; what they leave is paid by the others, or by money for any. */
const keepApart = (grants: readonly Line[], costsFen: readonly number[], others?: readonly Line[]) => {
  const sum = (amounts: readonly number[]) => amounts.reduce((sofar, each) => sofar + each, 0);
  const restFen = sum(costsFen) - sum([...grants, ...(others ?? [])].map(({ amountFen }) => amountFen));
  const lines = [...grants, ...(others ?? []), ...(restFen > 0 ? [{ amountFen: restFen }] : [])];
  const pieces = costsFen.map((amountFen, at) => ({
    amountFen,
    takers: new Set(lines.flatMap((line, i) => (line.pieces?.includes(at) === false ? [] : [i]))),
  }));
  const amounts = new Map(lines.map(({ amountFen }, i) => [i, amountFen]));
  return canKeepApart(pieces, amounts, new Set(grants.keys()));
};
const of = (amountFen: number, ...pieces: number[]): Line => ({
  amountFen,
  ...(pieces.length > 0 && { pieces }),
});

test('[FUND-8] it is found even where the largest piece is not for the first grant', () => {
  // The 8 is for the second; with the first it would leave 7.
  expect(keepApart([of(7), of(8)], [8, 4, 3])).toBe(true);
  expect(keepApart([of(7), of(8)], [8, 4, 2])).toBe(false);
  // Enough together, and no piece is divided.
  expect(keepApart([of(7), of(8)], [6, 6, 3])).toBe(false);
  expect(keepApart([of(5), of(5)], [4, 3, 3])).toBe(false);
});

test('[FUND-8] three grants keep apart in three pieces, and not in two of any size', () => {
  expect(keepApart([of(1), of(1), of(1)], [1, 1, 1])).toBe(true);
  expect(keepApart([of(1), of(1), of(1)], [100, 100])).toBe(false);
});

test('[FUND-8] a grant is placed where it may pay, though a larger piece stands elsewhere', () => {
  expect(keepApart([of(5, 0, 1), of(5, 0)], [5, 5])).toBe(true);
  expect(keepApart([of(5, 0, 1), of(5, 0)], [9, 4])).toBe(false);
});

test('[FUND-8] grants keep apart exactly where some division of all the money, fen by fen, keeps them apart', () => {
  /** Every division in turn: each fen of each line goes to a piece with room that no other grant pays for. */
  const divides = (
    fen: readonly (Line & { grant: number | null })[],
    rooms: readonly number[],
    by: readonly (number | null)[],
  ): boolean => {
    const [first, ...rest] = fen;
    if (!first) return true;
    return rooms.some(
      (room, at) =>
        room > 0 &&
        first.pieces?.includes(at) !== false &&
        (first.grant === null || by[at] === null || by[at] === first.grant) &&
        divides(rest, rooms.with(at, room - 1), first.grant === null ? by : by.with(at, first.grant)),
    );
  };
  let seed = 11;
  const below = (most: number) => (seed = (seed * 48_271) % 2_147_483_647) % most;
  const some = (many: number) => [0, 1, 2].slice(0, many).filter(() => below(3) > 0);

  const seen = { apart: 0, meeting: 0 };
  for (let turn = 0; turn < 600; turn++) {
    const costs = Array.from({ length: 2 + below(2) }, () => 1 + below(4));
    let leftFen = costs.reduce((sofar, each) => sofar + each, 0);
    const aLine = (): Line[] => {
      const amountFen = Math.min(1 + below(4), leftFen);
      leftFen -= amountFen;
      return amountFen > 0 ? [of(amountFen, ...some(costs.length))] : [];
    };
    const grants = [...aLine(), ...aLine(), ...(below(3) === 0 ? aLine() : [])];
    const others = [...aLine(), ...aLine(), ...(leftFen > 0 ? [of(leftFen)] : [])];
    const fen = [
      ...grants.map((line, grant) => ({ ...line, grant })),
      ...others.map((line) => ({ ...line, grant: null })),
    ].flatMap((line) => Array.from({ length: line.amountFen }, () => line));
    const may = divides(
      fen,
      costs,
      costs.map(() => null),
    );
    expect([costs, grants, others, keepApart(grants, costs, others)]).toEqual([costs, grants, others, may]);
    seen[may ? 'apart' : 'meeting']++;
  }
  expect(Math.min(seen.apart, seen.meeting)).toBeGreaterThan(100);
});

test('[FUND-8] what would be tried out for ever counts as not found, and what leaves room is found at once', () => {
  const many = Array.from({ length: 60 }, (_, i) => 3 * (1_000_003 + 7_919 * i ** 2));
  const allFen = many.reduce((sofar, costFen) => sofar + costFen, 0);
  const halfFen = 3 * Math.floor(allFen / 6);

  // Together they are all that there is, and the first is no multiple of 3 as every piece is.
  expect(keepApart([of(halfFen + 1), of(allFen - halfFen - 1)], many)).toBe(false);
  expect(keepApart([of(halfFen - 50_000_000), of(halfFen - 50_000_000)], many)).toBe(true);
  // Other money, for no more than every second piece, finds its place beside them.
  const everySecond = many.flatMap((_, at) => (at % 2 === 0 ? [at] : []));
  const third = (differing: number) => of(Math.floor(allFen / 3) + differing);
  expect(keepApart([third(-40_000_000), third(-40_000_000)], many, [of(1_000_000, ...everySecond)])).toBe(
    true,
  );
});
