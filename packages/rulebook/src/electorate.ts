import type { AreaDm2 } from '@anju/values/area';
import { accept, refuse } from '@anju/values/decision';
import type { Id } from '@anju/values/id';
import type { Weight } from './tally';

/** An exclusive unit as the owners' roll has it at the notice. */
export interface RollUnit {
  readonly unitId: Id<'unt'>;
  readonly buildingId: Id<'bld'>;
  /** Building, entrance and door: `2-1-301`. */
  readonly label: string;
  /** Null while no evidence of it is there (REG-2). */
  readonly areaDm2: AreaDm2 | null;
  /** Who owns it, as one key for one head (REG-3, REG-4). */
  readonly headKey: string;
  readonly ownerIds: readonly Id<'own'>[];
}

export interface FrozenUnit extends Omit<RollUnit, 'areaDm2' | 'ownerIds'> {
  readonly areaDm2: AreaDm2;
}

/** One voice, with the area of all its units. Several owners of it are co-owners (REG-4). */
interface Head {
  readonly headKey: string;
  readonly ownerIds: readonly Id<'own'>[];
  readonly units: number;
  readonly areaDm2: AreaDm2;
}

export interface Electorate {
  readonly units: readonly FrozenUnit[];
  readonly heads: readonly Head[];
  readonly entitled: Weight;
}

/**
 * Counts the roll's units by head. A unit of unknown area blocks it, since nobody may guess what weighs
 * (REG-2), and so does an electorate of nobody (CONV-1). Units come out in the order of their ids.
 */
export function freezeElectorate(roll: readonly RollUnit[]) {
  const unknown = roll.filter(({ areaDm2 }) => areaDm2 === null);
  if (unknown.length > 0) {
    const labels = unknown.map(({ label }) => label).sort(byCode);
    return refuse('UNITS_WITHOUT_AREA', 'REG-2', {
      detail: { count: labels.length, units: labels.join(', ') },
    });
  }
  const units = roll
    .map(({ unitId, buildingId, label, headKey, areaDm2 }) => ({
      unitId,
      buildingId,
      label,
      headKey,
      areaDm2: areaDm2!,
    }))
    .sort((a, b) => byCode(a.unitId, b.unitId));
  const heads = headsOf(roll);
  const areaDm2 = units.reduce((total, unit) => total + unit.areaDm2, 0);
  if (areaDm2 === 0) return refuse('ELECTORATE_EMPTY', 'REG-7');

  const electorate: Electorate = { units, heads, entitled: { heads: heads.length, areaDm2 } };
  return accept(electorate);
}

/** One line a unit: id, head and area, in the order of the ids. Its hash is what the notice shows (REG-7). */
export const canonicalText = ({ units }: Pick<Electorate, 'units'>): string =>
  units.map(({ unitId, headKey, areaDm2 }) => `${unitId} ${headKey} ${areaDm2}\n`).join('');

function headsOf(roll: readonly RollUnit[]): Head[] {
  const heads = new Map<string, Head>();
  for (const { headKey, ownerIds, areaDm2 } of roll) {
    const head = heads.get(headKey) ?? { headKey, ownerIds, units: 0, areaDm2: 0 };
    heads.set(headKey, { ...head, units: head.units + 1, areaDm2: head.areaDm2 + areaDm2! });
  }
  return [...heads.values()].sort((a, b) => byCode(a.headKey, b.headKey));
}

/** Not localeCompare: its order depends on the machine, and the hash must not. */
const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The longest key that is stored. */
const longestKey = 500;

/**
 * One head for each set of owners, in whatever order they are named (REG-3, REG-4). Their ids, or where those
 * are too long to be a key what `digest` makes of them.
 */
export function headKeyOf(ownerIds: readonly Id<'own'>[], digest: (text: string) => string): string {
  const key = sortedIds(ownerIds).join('+');
  return key.length <= longestKey ? key : digest(key);
}

/** Each once, in the order of their text. */
export const sortedIds = (ownerIds: readonly Id<'own'>[]): Id<'own'>[] =>
  [...new Set(ownerIds)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
