import { type DivisionCode, divisionLevel, withParents } from '@anju/values/division';
import type { CalendarDate } from '@anju/values/time';
import { prevailing } from './precedence';
import type { ProfileLayer } from './profile-layer';
import { firstDay } from './profiles/first-day';
import { shippedLayers } from './profiles/shipped-layers';
import type { Thresholds } from './thresholds';

/** `CN@2021-01-01` is the country's, `CN-140500@2021-01-01` that of a city in it (CONV-4). */
export type ProfileId = `CN@${CalendarDate}` | `CN-${string}@${CalendarDate}`;

/** Every threshold of a division from a date on. The law changes here, as data, and nowhere else (CONV-5). */
export interface RuleProfile extends Thresholds {
  readonly id: ProfileId;
  /** The narrowest division with a text of its own; not always the one that was asked for. */
  readonly division: DivisionCode;
  readonly from: CalendarDate;
}

/**
 * The numbers in force in a division on the day of the act, not of today (CONV-5), each from the text that prevails
 * (CONV-4) among those of the country and of the province, city and county that it lies in. Throws a RangeError for a day
 * before the first layer: there is nothing to guess from.
 */
export function profileAt(
  division: DivisionCode,
  date: CalendarDate,
  layers: readonly ProfileLayer[] = shippedLayers,
): RuleProfile {
  const places = withParents(division);
  const inForce = layers.filter((layer) => layer.from <= date && places.includes(layer.division));
  const narrowest = places.find((place) => inForce.some((layer) => layer.division === place));
  if (!narrowest) throw new RangeError(`No rule profile for ${division} on ${date}`);

  const from = inForce.map((layer) => layer.from).reduce((a, b) => (a > b ? a : b));
  // The layers of the first day are typed to set every field but those of a committee.
  const thresholds = { committee: null, ...prevailing(inForce, places) } as Thresholds;
  return { ...thresholds, id: profileId(narrowest, from), division: narrowest, from };
}

/**
 * The text of law or locality by which a number of meetings is what it is in a division on a day; null where none speaks of
 * it, so that the number is left open and this project's default holds (CONV-4).
 */
export function textThatSets(
  division: DivisionCode,
  date: CalendarDate,
  field: keyof Thresholds['meeting'],
  layers: readonly ProfileLayer[] = shippedLayers,
): string | null {
  const places = withParents(division);
  const sets = ({ level, from, division: place, changes }: ProfileLayer) =>
    level !== 'DEFAULT' &&
    from <= date &&
    places.includes(place) &&
    Object.hasOwn(changes.meeting ?? {}, field);
  const inForce = profileAt(division, date, layers).meeting[field];
  const texts = layers.filter(sets);
  const prevails = texts.find(({ changes }) => changes.meeting![field] === inForce) ?? texts[0];
  return prevails?.text ?? null;
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

/**
 * Refuses layers of which some day in some place nobody could say which prevails (`prevailing`), one from before the first
 * day, and a regulation of a province or a city that is to apply outside any. Throws a RangeError that names the texts.
 */
export function refuseUndecided(layers: readonly ProfileLayer[]): void {
  for (const { text, level, division, from } of layers) {
    if (from < firstDay)
      throw new RangeError(
        `规则层“${text}”自 ${from} 起施行，早于 ${firstDay}；此前没有可依的规则：请把起始日改为 ${firstDay}。` +
          ` / The layer “${text}” is from ${from}, before the first day, ${firstDay}, and of no day before that all numbers are known: give it that day.`,
      );
    const within = withParents(division).map(divisionLevel);
    const outside =
      (level === 'PROVINCIAL_REGULATION' && !within.includes('PROVINCE')) ||
      (level === 'CITY_REGULATION' && !within.includes('CITY'));
    if (outside || within.length === 0)
      throw new RangeError(
        `规则层“${text}”的级别 ${level} 与区划 ${division} 不符（CONV-4）：请改正。` +
          ` / The layer “${text}” of level ${level} cannot apply in ${division} (CONV-4): correct it.`,
      );
  }
  for (const division of new Set(layers.map((layer) => layer.division)))
    for (const day of new Set(layers.map(({ from }) => from))) profileAt(division, day, layers);
}

// Before anything is judged by them: nothing starts with layers of which it is undecided what they say.
refuseUndecided(shippedLayers);
