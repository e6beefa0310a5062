import type { DivisionCode } from '@anju/values/division';
import { compareShares, type Fraction } from '@anju/values/fraction';
import { leftToLocality, localLaw } from './local-law';
import { type Changes, type NormLevel, normLevels, type ProfileLayer } from './profile-layer';

/** What one text says of one number. */
interface Said {
  readonly layer: ProfileLayer;
  readonly value: unknown;
}

/**
 * The numbers in a place, each as that text sets it which prevails among those in force there (CONV-4, Legislation Law
 * arts. 98–100, 103): of the highest level; of one level and maker the special over the general and the newer over the older;
 * of two makers the one of the narrower division. A regulation of a province or a city may besides be stricter (`localLaw`,
 * CONV-6), and prevails over the law where that leaves the number to it (`leftToLocality`); a ministry's rule or guidance
 * does neither. `places` is the place and what it lies in, narrowest first.
 *
 * Throws a RangeError that names two texts where the choice between them is somebody else's and changes a number: between
 * the older special and the newer general text of one maker, between two makers of one level in one division, and between
 * two texts of one maker, scope and day.
 */
export function prevailing(texts: readonly ProfileLayer[], places: readonly DivisionCode[]): Changes {
  const numbers: Record<string, Record<string, unknown>> = {};
  const scopeOf = scopeIn(places);
  for (const [name, said] of saidOfEach(texts)) {
    const [group, field] = name.split('.') as [string, string];
    (numbers[group] ??= {})[field] = prevailingOf(name, said, scopeOf);
  }
  return numbers;
}

/** By the names of the numbers, such as `voting.quorum`. */
function saidOfEach(texts: readonly ProfileLayer[]): ReadonlyMap<string, readonly Said[]> {
  const said = new Map<string, Said[]>();
  for (const layer of texts)
    for (const [group, fields] of Object.entries(layer.changes))
      for (const [field, value] of Object.entries(fields)) {
        const name = `${group}.${field}`;
        const others = said.get(name);
        if (others) others.push({ layer, value });
        else said.set(name, [{ layer, value }]);
      }
  return said;
}

type ScopeOf = (said: Said) => number;

/** Smaller for the narrower division, and in one division for the text that speaks of its subject alone. */
const scopeIn =
  (places: readonly DivisionCode[]): ScopeOf =>
  ({ layer }) =>
    places.indexOf(layer.division) * 2 + (layer.special ? 0 : 1);

function prevailingOf(name: string, said: readonly Said[], scopeOf: ScopeOf): unknown {
  // Most numbers are set by one text alone, and profiles are asked for often.
  if (said.length === 1) return said[0]?.value;
  const [highest = [], ...lower] = levelsFor(name)
    .map((level) => unbeaten(said, level, scopeOf))
    .filter((texts) => texts.length > 0);
  const local = localLawOf(name);
  const heard = local ? lower.filter((texts) => texts.some(isLocalRegulation)) : [];
  // Several where the choice is somebody else's: it does not matter as long as the number is the same.
  const possible = heard.reduce(
    (above, texts) => texts.flatMap(({ value }) => above.map((higher) => local!(value, higher))),
    highest.map(({ value }) => value),
  );
  if (possible.some((each) => !alike(each, possible[0]))) throw undecided(name, [highest, ...heard], scopeOf);
  return possible[0];
}

function localLawOf(name: string) {
  const [group, field] = name.split('.') as [keyof Changes, string];
  return localLaw[group]?.[field as never] as ((local: unknown, higher: unknown) => unknown) | undefined;
}

const localLevels = ['PROVINCIAL_REGULATION', 'CITY_REGULATION'] as const satisfies readonly NormLevel[];

const isLocalRegulation = ({ layer }: Said) => localLevels.some((level) => level === layer.level);

/** From the highest. */
const levelsFor = (name: string): readonly NormLevel[] =>
  leftToLocality.has(name) ? [...new Set([...localLevels, ...normLevels])] : normLevels;

/** The texts of a level over which no other of it prevails. */
function unbeaten(said: readonly Said[], level: NormLevel, scopeOf: ScopeOf): readonly Said[] {
  const own = said.filter(({ layer }) => layer.level === level);
  return own.filter((each) => !own.some((other) => prevailsOver(other, each, scopeOf)));
}

/** Of two texts of one level. */
function prevailsOver(a: Said, b: Said, scopeOf: ScopeOf): boolean {
  const isMoreSpecial = scopeOf(a) < scopeOf(b);
  if (a.layer.maker !== b.layer.maker) return isMoreSpecial && a.layer.division !== b.layer.division;
  if (scopeOf(a) === scopeOf(b)) return a.layer.from > b.layer.from;
  // What this project assumes for a place is its own to decide.
  return isMoreSpecial && (a.layer.from >= b.layer.from || a.layer.level === 'DEFAULT');
}

function undecided(name: string, levels: readonly (readonly Said[])[], scopeOf: ScopeOf): RangeError {
  const [a, b] = levels
    .map((texts) => [texts[0]!, texts.find(({ value }) => !alike(value, texts[0]!.value))] as const)
    .find(([, other]) => other !== undefined) as readonly [Said, Said];
  const why = whyUndecided(a, b, scopeOf);
  return new RangeError(
    `规则层“${a.layer.text}”与“${b.layer.text}”对 ${name} 的规定不一致（CONV-4：${why.zh}）：请按裁决改正其中一层。` +
      ` / ${name} is set differently by “${a.layer.text}” and “${b.layer.text}” (CONV-4, ${why.en}): correct one of the layers by what was decided.`,
  );
}

function whyUndecided(a: Said, b: Said, scopeOf: ScopeOf) {
  if (a.layer.maker !== b.layer.maker)
    return {
      zh: '同一级别、不同制定机关，应由其共同的上级机关裁决',
      en: 'of one level and two makers: who stands above both decides',
    };
  if (scopeOf(a) === scopeOf(b))
    return { zh: '同日施行而数值不同，请更正', en: 'from one day on: correct one of them' };
  return {
    zh: '新的一般规定与旧的特别规定不一致，应由制定机关裁决',
    en: 'newer and general against older and special: their maker decides',
  };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const isFraction = (value: object): value is Fraction => 'numerator' in value && 'denominator' in value;

/** Two thirds and four sixths are one number. */
function alike(a: unknown, b: unknown): boolean {
  if (!isObject(a) || !isObject(b)) return a === b;
  if (isFraction(a) && isFraction(b)) return compareShares(a, b) === 0;
  return Object.keys(a).every((key) => alike(a[key], b[key]));
}
