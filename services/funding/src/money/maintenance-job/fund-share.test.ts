import { profileAt } from '@anju/rulebook/rule-profile';
import { floorOf } from '@anju/values/fraction';
import type { CalendarDate } from '@anju/values/time';
import type { LedgerAccount } from '../ledger/journal-entry';
import { drawFrom, oweUnkept, owedOn, splitCost, takenFromHold } from './fund-share';

const areasOfC = [8000, 8000, 9000, 6000, 7000, 7000, 5000, 5000, 15_000];
const homesOfC = areasOfC.map((areaDm2, i) => ({ id: `unt_U${i + 1}` as const, areaDm2 }));
const total = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

test('[RES-1] example: 10,000,000 fen over C; the three fen left go to U4, U7 and U8', () => {
  const shares = splitCost('mjb_1', { costFen: 10_000_000, retainedFen: 0 }, homesOfC)!;

  expect(shares.map(({ unitId, shareFen }) => [unitId, shareFen])).toEqual([
    ['unt_U1', 1_142_857],
    ['unt_U2', 1_142_857],
    ['unt_U3', 1_285_714],
    ['unt_U4', 857_143],
    ['unt_U5', 1_000_000],
    ['unt_U6', 1_000_000],
    ['unt_U7', 714_286],
    ['unt_U8', 714_286],
    ['unt_U9', 2_142_857],
  ]);
});

test('[RES-1, FUND-10] cost and retention are split each to the last fen', () => {
  const { retention } = profileAt('140502', '2022-09-20').payment;
  for (const costFen of [10_000_000, 9_999_999, 7_654_321, 100_003]) {
    const retainedFen = floorOf(costFen, retention);
    const shares = splitCost('mjb_1', { costFen, retainedFen }, homesOfC)!;
    expect(total(shares.map(({ shareFen }) => shareFen))).toBe(costFen);
    expect(total(shares.map((share) => share.retainedFen))).toBe(retainedFen);
  }
});

test('[FUND-10] example: of 1,000,000 yuan 970,000 are paid in the end and 30,000 kept', () => {
  const costFen = 100_000_000;
  const retainedFen = floorOf(costFen, profileAt('140502', '2022-09-20').payment.retention);
  expect(retainedFen).toBe(3_000_000);

  const drawn = drawFrom(splitCost('mjb_1', { costFen, retainedFen }, homesOfC)!, () => costFen);
  expect(total(drawn.map(({ drawnFen }) => drawnFen!))).toBe(97_000_000);
});

test('[MF-7] example: of a share of 650 an account of 400 gives 400, and 250 are owed', () => {
  const shares = splitCost('mjb_1', { costFen: 65_000, retainedFen: 0 }, [{ id: 'unt_1', areaDm2: 1 }])!;
  const draw = (balanceFen: number) => drawFrom(shares, () => balanceFen)[0]!;

  expect(draw(40_000)).toMatchObject({ drawnFen: 40_000, receivableFen: 25_000 });
  expect(draw(65_000)).toMatchObject({ drawnFen: 65_000, receivableFen: 0 });
  expect(draw(64_999)).toMatchObject({ drawnFen: 64_999, receivableFen: 1 });
  expect(draw(0)).toMatchObject({ drawnFen: 0, receivableFen: 65_000 });
  expect(owedOn('2022-09-20', { ...draw(40_000), collectedFen: 5_000 }, null)).toBe(20_000);
});

test('[FUND-10, MF-7] of the retention an account keeps what it has left, and not a fen that it gives now', () => {
  const shares = splitCost('mjb_1', { costFen: 10_000, retainedFen: 300 }, [{ id: 'unt_1', areaDm2: 1 }])!;
  const draw = (balanceFen: number) => drawFrom(shares, () => balanceFen)[0]!;

  expect(draw(10_001)).toMatchObject({ drawnFen: 9_700, keptFen: 300, receivableFen: 0 });
  expect(draw(10_000)).toMatchObject({ drawnFen: 9_700, keptFen: 300 });
  expect(draw(9_999)).toMatchObject({ drawnFen: 9_700, keptFen: 299, receivableFen: 0 });
  expect(draw(9_700)).toMatchObject({ drawnFen: 9_700, keptFen: 0, receivableFen: 0 });
  expect(draw(9_699)).toMatchObject({ drawnFen: 9_699, keptFen: 0, receivableFen: 1 });
});

test('[MF-7, FUND-10] what an account could not keep its home owes from the day of the release on', () => {
  const shares = splitCost('mjb_1', { costFen: 10_000, retainedFen: 300 }, [{ id: 'unt_1', areaDm2: 1 }])!;
  const [share] = oweUnkept(drawFrom(shares, () => 9_600));
  const owed = (day: CalendarDate, paidBeforeFen = 0, paidSinceFen = 0) =>
    owedOn(
      day,
      { ...share!, collectedFen: paidBeforeFen + paidSinceFen },
      { releasedOn: '2027-09-16', paidBeforeFen },
    );

  expect(owed('2027-09-15')).toBe(100);
  expect(owed('2027-09-16')).toBe(400);
  expect(owed('2027-09-15', 100, 150)).toBe(0);
  expect(owed('2027-09-16', 100, 150)).toBe(150);
  // What was paid since is of what is owed since, and more than all is never owed.
  expect(owed('2027-09-15', 40)).toBe(60);
  expect(owed('2027-09-15', 40, 300)).toBe(60);
  expect(owed('2027-09-15', 0, 300)).toBe(100);
  expect(owed('2027-09-15', 0, 301)).toBe(99);
});

test('[MF-7, FUND-10] what is given is promised no more, of homes that give and of nothing else', () => {
  const shares = splitCost('mjb_1', { costFen: 10_000, retainedFen: 300 }, [{ id: 'unt_1', areaDm2: 1 }])!;
  const drawn = drawFrom(shares, () => 9_800);
  const account = (kind: LedgerAccount['kind'], holder: LedgerAccount['holder']): LedgerAccount => ({
    id: 'lac_1',
    version: 1,
    communityId: 'com_1',
    kind,
    holder,
    balanceFen: -10_000,
    heldFen: 9_800,
  });
  const fund = account('UNIT_FUND', 'unt_1');
  expect(takenFromHold(drawn, 'drawnFen')(fund)).toEqual({ ...fund, heldFen: 100 });
  expect(takenFromHold(drawn, 'keptFen')(fund)).toEqual({ ...fund, heldFen: 9_700 });
  expect(takenFromHold(shares, 'keptFen')(fund)).toEqual(fund);
  for (const other of [account('UNIT_FUND', 'unt_2'), account('UNIT_RECEIVABLE', 'unt_1')])
    expect(takenFromHold(drawn, 'drawnFen')(other)).toEqual(other);
});

test('[RES-1] of a few fen each no more is kept of a home than its share, or they are not split', () => {
  // The large homes' parts of the fen that is kept are a little over one, the small one's a little below.
  const large = Array.from({ length: 53 }, (_, i) => ({ id: `unt_${100 + i}` as const, areaDm2: 3395 }));
  const homes = [...large, { id: 'unt_999' as const, areaDm2: 85 }];
  expect(splitCost('mjb_1', { costFen: 1800, retainedFen: 54 }, homes)).toBeNull();
  expect(splitCost('mjb_1', { costFen: 180_000, retainedFen: 5400 }, homes)).not.toBeNull();
});
