import type { DivisionCode } from '@anju/values/division';
import { type Changes, type NormLevel, normLevels, type ProfileLayer } from './profile-layer';
import { stricter } from './stricter';

/** What one text says of one number. */
interface Said {
  readonly layer: ProfileLayer;
  readonly value: unknown;
}

/**
 * The numbers in a place, each as that text sets it which prevails among those in force there (CONV-4, Legislation Law
 * arts. 98–100, 103): of the highest level; of one level and maker the special over the general and the newer over the older;
 * of several makers the one of the narrower division. A regulation of a province or a city may besides be stricter than
 * what stands above it in the numbers of `stricter` (CONV-6); a ministry's rule or guidance may not. `places` is the
 * place and what it lies in, narrowest first.
 *
 * Throws a RangeError that names both texts where the choice is somebody else's: between the older special and the newer
 * general text of one maker (the maker's), and between two makers of one level in one division (of who stands above both).
 */
export function prevailing(texts: readonly ProfileLayer[], places: readonly DivisionCode[]): Changes {
  const numbers: Record<string, Record<string, unknown>> = {};
  for (const [name, said] of saidOfEach(inOrder(texts, places))) {
    const [group, field] = name.split('.') as [string, string];
    (numbers[group] ??= {})[field] = prevailingOf(name, said);
  }
  return numbers;
}

/**
 * The highest level first, and of each level from the general to the special: the narrower division is the more special,
 * and in one division the text that speaks of its subject alone. All that follows keeps this order.
 */
const inOrder = (texts: readonly ProfileLayer[], places: readonly DivisionCode[]) =>
  texts.toSorted(
    (a, b) =>
      normLevels.indexOf(a.level) - normLevels.indexOf(b.level) ||
      places.indexOf(b.division) - places.indexOf(a.division) ||
      Number(a.special ?? false) - Number(b.special ?? false),
  );

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

function prevailingOf(name: string, said: readonly Said[]): unknown {
  const highest = ofLevel(name, said, said[0]?.layer.level);
  const tighten = tighteningOf(name);
  if (!highest || !tighten) return highest?.value;
  return localRegulations.reduce((higher, level) => {
    const local = level === highest.layer.level ? null : ofLevel(name, said, level);
    return local ? tighten(local.value, higher) : higher;
  }, highest.value);
}

/** The higher one first. */
const localRegulations = ['PROVINCIAL_REGULATION', 'CITY_REGULATION'] as const;

/** Undefined where more and less of a number is no order, or no law sets it. */
const tighteningOf = (name: string) => {
  const [group, field] = name.split('.') as [keyof typeof stricter, string];
  return stricter[group]?.[field as never] as ((lower: unknown, higher: unknown) => unknown) | undefined;
};

function ofLevel(name: string, all: readonly Said[], level: NormLevel | undefined): Said | null {
  const said = all.filter(({ layer }) => layer.level === level);
  // As with most numbers, and profiles are asked for often.
  if (said.length < 2) return said[0] ?? null;
  const ofEachMaker = groupsBy(said, ({ layer }) => layer.maker).map((own) => ofOneMaker(name, own));
  // In the order of their places again: a maker's narrowest text may lie in that of another.
  const byPlace = ofEachMaker.toSorted((a, b) => said.indexOf(a) - said.indexOf(b));
  return byPlace.reduce((wider, narrower) => {
    if (wider.layer.division === narrower.layer.division && differ(wider, narrower))
      throw undecided(name, wider, narrower, {
        zh: '同一级别、不同制定机关，应由其共同的上级机关裁决',
        en: 'of one level and two makers: who stands above both decides',
      });
    return narrower;
  });
}

function ofOneMaker(name: string, said: readonly Said[]): Said {
  const newestOfEach = groupsBy(said, ({ layer }) => `${layer.division} ${layer.special}`).map((own) =>
    own.reduce((a, b) => {
      if (a.layer.from === b.layer.from && differ(a, b))
        throw undecided(name, a, b, {
          zh: '同日施行而数值不同，请更正',
          en: 'from one day on: correct one of them',
        });
      return a.layer.from < b.layer.from ? b : a;
    }),
  );
  return newestOfEach.reduce((general, special) => {
    // What this project assumes for a place is its own to decide.
    const ownToDecide = special.layer.level === 'DEFAULT';
    if (!ownToDecide && special.layer.from < general.layer.from && differ(general, special))
      throw undecided(name, general, special, {
        zh: '新的一般规定与旧的特别规定不一致，应由制定机关裁决',
        en: 'newer and general against older and special: their maker decides',
      });
    return special;
  });
}

const differ = (a: Said, b: Said) => JSON.stringify(a.value) !== JSON.stringify(b.value);

const groupsBy = (said: readonly Said[], key: (each: Said) => string): readonly (readonly Said[])[] =>
  [...new Set(said.map(key))].map((wanted) => said.filter((each) => key(each) === wanted));

const undecided = (name: string, a: Said, b: Said, why: { readonly zh: string; readonly en: string }) =>
  new RangeError(
    `规则层“${a.layer.text}”与“${b.layer.text}”对 ${name} 的规定不一致（CONV-4：${why.zh}）：请按裁决改正其中一层。` +
      ` / ${name} is set differently by “${a.layer.text}” and “${b.layer.text}” (CONV-4, ${why.en}): correct one of the layers by what was decided.`,
  );
