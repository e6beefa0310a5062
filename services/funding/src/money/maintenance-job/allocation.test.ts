import type { ContentCode } from '@anju/rulebook/content';
import { type ProjectMoney, whyBeyondAllocation, whyNotAllocated } from './allocation';

const of = (amountFen: number, ...contentCodes: ContentCode[]) => ({ contentCodes, amountFen });
const money = (
  allocations: ProjectMoney['allocations'],
  applied: Partial<Record<ContentCode, number>> = {},
): ProjectMoney => ({
  allocations,
  applied: new Map(Object.entries(applied) as [ContentCode, number][]),
});
const codeOf = (...args: Parameters<typeof whyBeyondAllocation>) =>
  whyBeyondAllocation(...args)?.code ?? null;

test('[FUND-8] of 800,000 yuan for pipelines none pays for landscaping', () => {
  const pipelines = [of(80_000_000, 'WATER_SUPPLY', 'DRAINAGE')];
  expect(whyNotAllocated(pipelines, 'DRAINAGE')).toBeNull();
  const refused = {
    code: 'CONTENT_NOT_ALLOCATED',
    rule: 'FUND-8',
    retryable: false,
    detail: { contentCode: 'ENVIRONMENT', allowed: 'WATER_SUPPLY, DRAINAGE' },
  };
  expect(whyNotAllocated(pipelines, 'ENVIRONMENT')).toEqual(refused);
  expect(whyBeyondAllocation(money(pipelines), 'ENVIRONMENT', 5_000_000)).toEqual(refused);
  expect(whyNotAllocated([], 'DRAINAGE')).toMatchObject({ detail: { allowed: '—' } });
});

test('[FUND-8] what was allocated may be applied for, and not a fen more', () => {
  const roof = money([of(500, 'ROOF_REPAIR')], { ROOF_REPAIR: 300 });
  expect(codeOf(roof, 'ROOF_REPAIR', 200)).toBeNull();
  expect(whyBeyondAllocation(roof, 'ROOF_REPAIR', 201)).toEqual({
    code: 'BEYOND_ALLOCATION',
    rule: 'FUND-8',
    retryable: false,
    detail: {
      contentCode: 'ROOF_REPAIR',
      allocatedFen: 500,
      appliedFen: 300,
      amountFen: 201,
      leftFen: 200,
      overFen: 1,
    },
  });
});

test('[FUND-8] money for several kinds of work is there for each, and once for all of them together', () => {
  const both = [of(500, 'ROOF_REPAIR', 'WALL_REPAIR')];
  expect(codeOf(money(both, { WALL_REPAIR: 200 }), 'ROOF_REPAIR', 300)).toBeNull();
  expect(codeOf(money(both, { WALL_REPAIR: 200 }), 'ROOF_REPAIR', 301)).toBe('BEYOND_ALLOCATION');
});

test('[FUND-8] money for one kind alone is used before money for any, whatever was entered or asked for first', () => {
  const any = of(500, 'ROOF_REPAIR', 'WALL_REPAIR');
  const roof = of(100, 'ROOF_REPAIR');
  for (const allocations of [
    [any, roof],
    [roof, any],
  ]) {
    expect(codeOf(money(allocations, { ROOF_REPAIR: 100 }), 'WALL_REPAIR', 500)).toBeNull();
    expect(codeOf(money(allocations, { ROOF_REPAIR: 101 }), 'WALL_REPAIR', 500)).toBe('BEYOND_ALLOCATION');
    expect(codeOf(money(allocations, { WALL_REPAIR: 500 }), 'ROOF_REPAIR', 101)).toBe('BEYOND_ALLOCATION');
  }
  expect(whyBeyondAllocation(money([any, roof]), 'ROOF_REPAIR', 601)).toMatchObject({
    detail: { allocatedFen: 600, overFen: 1 },
  });
});

test('[FUND-8] what one kind of work took beyond its money before does not stop another', () => {
  const allocations = [of(100, 'ROOF_REPAIR'), of(100, 'WALL_REPAIR')];
  expect(codeOf(money(allocations, { ROOF_REPAIR: 900 }), 'WALL_REPAIR', 100)).toBeNull();
  expect(whyBeyondAllocation(money(allocations, { ROOF_REPAIR: 900 }), 'ROOF_REPAIR', 1)).toMatchObject({
    detail: { allocatedFen: 100, appliedFen: 900, overFen: 1 },
  });
});

test('[FUND-8] money that is earmarked crosswise is moved to where it alone can pay', () => {
  const crossing = [of(100, 'ROOF_REPAIR', 'WALL_REPAIR'), of(100, 'ROOF_REPAIR', 'STAIR_REPAIR')];
  for (const allocations of [crossing, crossing.toReversed()]) {
    for (const code of ['WALL_REPAIR', 'STAIR_REPAIR'] as const) {
      expect(codeOf(money(allocations, { ROOF_REPAIR: 100 }), code, 100)).toBeNull();
      expect(whyBeyondAllocation(money(allocations, { ROOF_REPAIR: 100 }), code, 101)).toMatchObject({
        detail: { overFen: 1 },
      });
      expect(codeOf(money(allocations, { ROOF_REPAIR: 101 }), code, 100)).toBe('BEYOND_ALLOCATION');
    }
    expect(codeOf(money(allocations, { ROOF_REPAIR: 100, STAIR_REPAIR: 60 }), 'WALL_REPAIR', 40)).toBeNull();
    expect(codeOf(money(allocations, { ROOF_REPAIR: 100, STAIR_REPAIR: 60 }), 'WALL_REPAIR', 41)).toBe(
      'BEYOND_ALLOCATION',
    );
  }
});

test('[FUND-8] exactly what some division of the money pays for may be applied for', () => {
  const codes = ['ROOF_REPAIR', 'WALL_REPAIR', 'STAIR_REPAIR', 'DRAINAGE'] as const;
  const subsets = [...Array(1 << codes.length).keys()].map((bits) =>
    codes.filter((_, at) => bits & (1 << at)),
  );
  /** Whether fen by fen there is one for each that is wanted. */
  const pays = (
    left: readonly number[],
    allocations: ProjectMoney['allocations'],
    wants: ContentCode[],
  ): boolean => {
    const [first, ...others] = wants;
    if (!first) return true;
    return allocations.some(
      ({ contentCodes }, at) =>
        left[at]! > 0 &&
        contentCodes.includes(first) &&
        pays(left.with(at, left[at]! - 1), allocations, others),
    );
  };
  let seed = 7;
  const below = (most: number) => (seed = (seed * 48_271) % 2_147_483_647) % most;

  const seen = { paid: 0, refused: 0 };
  for (let turn = 0; turn < 400; turn++) {
    const allocations = [...Array(1 + below(4))].map(() => of(below(4), ...subsets[1 + below(15)]!));
    const divided = (wants: ContentCode[]) =>
      pays(
        allocations.map(({ amountFen }) => amountFen),
        allocations,
        wants,
      );
    // Asked for in the order of a queue: what is refused takes nothing.
    const applied = new Map<ContentCode, number>();
    for (let ask = 0; ask < 4; ask++) {
      const [code, fen] = [codes[below(4)]!, 1 + below(2)];
      const before = [...applied].flatMap(([each, many]) => Array<ContentCode>(many).fill(each));
      const may = divided([...before, ...Array<ContentCode>(fen).fill(code)]);
      expect([allocations, before, code, fen, codeOf({ allocations, applied }, code, fen) === null]).toEqual([
        allocations,
        before,
        code,
        fen,
        may,
      ]);
      seen[may ? 'paid' : 'refused']++;
      if (may) applied.set(code, (applied.get(code) ?? 0) + fen);
    }
  }
  expect(Math.min(seen.paid, seen.refused)).toBeGreaterThan(100);
});
