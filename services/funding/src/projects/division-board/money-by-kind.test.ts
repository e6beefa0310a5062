import { moneyByKind } from './money-by-kind';

const most = BigInt(Number.MAX_SAFE_INTEGER);
const real = (sumFen: bigint) => ({ sumFen, syntheticFen: 0n });
const grant = (sumFen: bigint) =>
  ({ kind: 'POLICY', instrument: 'SUPERIOR_SPECIAL_SUBSIDY', ...real(sumFen) }) as const;
const goods = { kind: 'FORMER_EMPLOYER', instrument: 'IN_KIND', ...real(80n) } as const;
const cash = { kind: 'FORMER_EMPLOYER', instrument: 'DIRECT_CASH', sumFen: 20n, syntheticFen: 5n } as const;

test("[FUND-1] goods count towards their kind and are shown apart, what was paid is the residents' money, and of each sum the invented part is told", () => {
  const board = moneyByKind([goods, cash], [real(3n), { sumFen: 4n, syntheticFen: 2n }]);
  expect(board.find(({ kind }) => kind === 'FORMER_EMPLOYER')).toEqual({
    kind: 'FORMER_EMPLOYER',
    plannedFen: 100,
    plannedInKindFen: 80,
    plannedSyntheticFen: 5,
    paidFen: 0,
    paidSyntheticFen: 0,
  });
  expect(board.find(({ kind }) => kind === 'RESIDENT')).toMatchObject({
    plannedFen: 0,
    paidFen: 7,
    paidSyntheticFen: 2,
  });
});

test('[CONV-1] a sum beyond 2^53 - 1 is left out and never rounded, and the others stand', () => {
  const policy = (planned: readonly bigint[]) =>
    moneyByKind([...planned.map(grant), goods], []).filter(({ plannedFen }) => plannedFen !== 0);

  expect(policy([most - 1n, 1n])).toMatchObject([
    { kind: 'POLICY', plannedFen: Number.MAX_SAFE_INTEGER, plannedInKindFen: 0 },
    { kind: 'FORMER_EMPLOYER', plannedFen: 80, plannedInKindFen: 80 },
  ]);
  expect(policy([most, 1n])).toMatchObject([
    { kind: 'POLICY', plannedFen: null, plannedInKindFen: 0 },
    { kind: 'FORMER_EMPLOYER', plannedFen: 80, plannedInKindFen: 80 },
  ]);
  expect(moneyByKind([], [real(most), real(1n)])).toContainEqual({
    kind: 'RESIDENT',
    plannedFen: 0,
    plannedInKindFen: 0,
    plannedSyntheticFen: 0,
    paidFen: null,
    paidSyntheticFen: 0,
  });
});
