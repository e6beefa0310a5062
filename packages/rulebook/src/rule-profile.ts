import { type DivisionCode, withParents } from '@anju/values/division';
import type { CalendarDate } from '@anju/values/time';
import { lowersLaw } from './lowers-law';
import { shippedLayers } from './profiles/shipped-layers';
import type { ProfileLayer, Thresholds } from './thresholds';

/** `CN@2021-01-01` is the country's, `CN-140500@2021-01-01` that of a city in it (CONV-4). */
export type ProfileId = `CN@${CalendarDate}` | `CN-${string}@${CalendarDate}`;

/** Every threshold of a division from a date on. The law changes here, as data, and nowhere else (CONV-5). */
export interface RuleProfile extends Thresholds {
  readonly id: ProfileId;
  /** The narrowest division with numbers of its own; not always the one that was asked for. */
  readonly division: DivisionCode;
  readonly from: CalendarDate;
}

/**
 * The numbers in force in a division on the day of the act, not of today (CONV-5). The country's layers come
 * first, then those of province, city and county, each by date; a narrower division's number stands even
 * where the country's changes later. Throws a RangeError for a day before the first layer: there is nothing
 * to guess from.
 */
export function profileAt(
  division: DivisionCode,
  date: CalendarDate,
  layers: readonly ProfileLayer[] = shippedLayers,
): RuleProfile {
  const inForce = withParents(division)
    .toReversed()
    .flatMap((code) =>
      layers
        .filter((layer) => layer.division === code && layer.from <= date)
        .toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    );
  const narrowest = inForce.at(-1)?.division;
  if (!narrowest) throw new RangeError(`No rule profile for ${division} on ${date}`);

  const from = inForce.map((layer) => layer.from).reduce((a, b) => (a > b ? a : b));
  return { ...merged(inForce), id: profileId(narrowest, from), division: narrowest, from };
}

/** The profile that a record names, such as that of a count (GOV-VOTE-9); null if there is none of this id. */
export function profileById(id: string, layers: readonly ProfileLayer[] = shippedLayers): RuleProfile | null {
  const [, code = 'CN', from] = /^CN(?:-([^@]+))?@(\d{4}-\d\d-\d\d)$/.exec(id) ?? [];
  if (!layers.some((layer) => layer.from === from)) return null;
  const profile = profileAt(code as DivisionCode, from as CalendarDate, layers);
  return profile.id === id ? profile : null;
}

const profileId = (division: DivisionCode, from: CalendarDate): ProfileId =>
  division === 'CN' ? `CN@${from}` : `CN-${division}@${from}`;

/** The first layer is the country's and has every field, which `propertyLaw` is typed to hold. */
function merged(layers: readonly ProfileLayer[]): Thresholds {
  const thresholds: Record<string, object | null> = {};
  for (const { changes } of layers)
    for (const [group, fields] of Object.entries(changes))
      thresholds[group] = fields && { ...thresholds[group], ...fields };
  return thresholds as unknown as Thresholds;
}

/**
 * Refuses layers by which a division would, on any day, ask for less than law and regulations of its own, of the country
 * or of a division that it lies in, as a city than its province (CONV-4): also where the higher text is raised later and
 * an older local number stays behind. A ministry's rule or a guidance document lowers none of these, and binds no local
 * regulation. Judged is what `lowersLaw` judges; which of two texts prevails in all else is for who writes the layers.
 */
export function refuseLowering(layers: readonly ProfileLayer[]): void {
  const lawAlone = layers.filter(({ level }) => level === undefined);
  const days = [...new Set(layers.map(({ from }) => from))].toSorted();
  for (const division of new Set(layers.map((layer) => layer.division)))
    for (const day of days) {
      const profile = profileAt(division, day, layers);
      const higher = [
        { name: `${division} 法律法规 / law and regulations`, profile: profileAt(division, day, lawAlone) },
        ...withParents(division)
          .slice(1)
          .map((above) => ({ name: above, profile: profileAt(above, day, lawAlone) })),
      ];
      for (const { name, profile: above } of higher) {
        const parts = lowersLaw(profile, above).join(', ');
        if (parts)
          throw new RangeError(
            `${division} 自 ${day} 起的规则低于上位法 ${name}（${parts}），违反 CONV-4：请改正或删除该层。` +
              ` / From ${day} on the rules of ${division} ask for less than those of ${name} (${parts}, CONV-4): correct the layer or take it out.`,
          );
      }
    }
}

// Before anything is judged by them: nothing starts with layers that lower the law.
refuseLowering(shippedLayers);
