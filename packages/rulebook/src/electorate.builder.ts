import type { RollUnit } from './electorate';

const unit = (
  number: number,
  owners: string,
  areaDm2: number | null,
  building: 1 | 2 | 3 = number > 8 ? 3 : number > 4 ? 2 : 1,
): RollUnit => ({
  unitId: `unt_${number}`,
  buildingId: `bld_${building}`,
  label: `${building}-1-${number}`,
  areaDm2,
  headKey: owners,
  ownerIds: [...owners].map((owner) => `own_${owner}` as const),
});

/**
 * The example community of the rule book: nine units, seven heads, 700.00 m². B and b are spouses who own
 * one home together, V is the developer with a home unsold and one not handed over, G has the shop.
 */
export const communityC: readonly RollUnit[] = [
  unit(1, 'A', 8000),
  unit(2, 'A', 8000),
  unit(3, 'Bb', 9000),
  unit(4, 'C', 6000),
  unit(5, 'D', 7000),
  unit(6, 'E', 7000),
  unit(7, 'V', 5000),
  unit(8, 'V', 5000),
  unit(9, 'G', 15000),
];

/** The same with one unit otherwise. */
export const communityCWith = (unitId: RollUnit['unitId'], differing: Partial<RollUnit>): RollUnit[] =>
  communityC.map((each) => (each.unitId === unitId ? { ...each, ...differing } : each));
