import { spreadMoney } from './spread-money';

test('[FUND-8] all is met where some division meets it, and otherwise it is said which purses are too small', () => {
  const purses = [
    { amountFen: 100, takers: new Set(['a', 'b']) },
    { amountFen: 50, takers: new Set(['b', 'c']) },
    { amountFen: 10, takers: new Set(['d']) },
  ];
  const { taken, unmetFen } = spreadMoney(
    purses,
    new Map([
      ['b', 50],
      ['a', 60],
      ['c', 40],
    ]),
  );
  expect(unmetFen).toBe(0);
  expect(taken.map((by) => [...by].filter(([, fen]) => fen > 0))).toEqual([
    [
      ['b', 40],
      ['a', 60],
    ],
    [
      ['b', 10],
      ['c', 40],
    ],
    [],
  ]);

  const lacking = spreadMoney(
    purses,
    new Map([
      ['a', 60],
      ['b', 51],
      ['c', 40],
      ['d', 10],
    ]),
  );
  expect(lacking.unmetFen).toBe(1);
  expect(lacking.tooSmall).toEqual(new Set([0, 1]));
});
