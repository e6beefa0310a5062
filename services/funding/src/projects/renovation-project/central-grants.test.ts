import { canKeepApart } from './central-grants';

const rooms = (...roomsFen: number[]) => roomsFen.map((roomFen, i) => ({ number: i + 1, roomFen }));
const anywhere = (amountFen: number) => ({
  amountFen,
  pieces: new Set(Array.from({ length: 60 }, (_, i) => i + 1)),
});

test('[FUND-8] it is found even where the largest piece is not for the first grant', () => {
  // The 8 is for the second; with the first it would leave 7.
  expect(canKeepApart([anywhere(7), anywhere(8)], rooms(8, 4, 3))).toBe(true);
  expect(canKeepApart([anywhere(7), anywhere(8)], rooms(8, 4, 2))).toBe(false);
  // Enough together, and no piece is divided.
  expect(canKeepApart([anywhere(7), anywhere(8)], rooms(6, 6, 3))).toBe(false);
  expect(canKeepApart([anywhere(5), anywhere(5)], rooms(4, 3, 3))).toBe(false);
});

test('[FUND-8] three grants keep apart in three pieces, and not in two of any size', () => {
  expect(canKeepApart([anywhere(1), anywhere(1), anywhere(1)], rooms(1, 1, 1))).toBe(true);
  expect(canKeepApart([anywhere(1), anywhere(1), anywhere(1)], rooms(100, 100))).toBe(false);
});

test('[FUND-8] a grant is placed where it may pay, though a larger piece stands elsewhere', () => {
  const named = (amountFen: number, ...numbers: number[]) => ({ amountFen, pieces: new Set(numbers) });
  expect(canKeepApart([named(5, 1, 2), named(5, 1)], rooms(5, 5))).toBe(true);
  expect(canKeepApart([named(5, 1, 2), named(5, 1)], rooms(9, 4))).toBe(false);
});

test('[FUND-8] what would be tried out for ever counts as not found, and what leaves room is found at once', () => {
  const many = rooms(...Array.from({ length: 60 }, (_, i) => 3 * (1_000_003 + 7_919 * i ** 2)));
  const allFen = many.reduce((sofar, { roomFen }) => sofar + roomFen, 0);
  const halfFen = 3 * Math.floor(allFen / 6);

  // Together they are all that there is, and the first is no multiple of 3 as every piece is.
  expect(canKeepApart([anywhere(halfFen + 1), anywhere(allFen - halfFen - 1)], many)).toBe(false);
  expect(canKeepApart([anywhere(halfFen - 50_000_000), anywhere(halfFen - 50_000_000)], many)).toBe(true);
});
