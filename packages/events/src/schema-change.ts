type Schema = Readonly<Record<string, unknown>>;

/**
 * What a printed schema changes of the published one that those who read by that one may trip over: everything but
 * new fields that may be absent. Each is a place in the data, and what is another there.
 */
export function breakingChanges(published: unknown, printed: unknown, at = 'data'): readonly string[] {
  if (Array.isArray(published) && Array.isArray(printed) && published.length === printed.length)
    return published.flatMap((each, i) => breakingChanges(each, printed[i], at));
  if (!isSchema(published) || !isSchema(printed)) return Object.is(published, printed) ? [] : [at];

  const { properties: wasFields = {}, required: wasRequired = [], ...was } = published;
  const { properties: fields = {}, required = [], ...is } = printed;
  const rest = Object.keys({ ...was, ...is }).flatMap((word) =>
    breakingChanges(was[word], is[word], `${at} (${word})`),
  );
  const known = Object.entries(wasFields as Schema).flatMap(([name, field]) =>
    breakingChanges(field, (fields as Schema)[name], `${at}.${name}`),
  );
  const another = difference(wasRequired as readonly string[], required as readonly string[]);
  return [...rest, ...known, ...another.map((name) => `${at}.${name} (required)`)];
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands in one of them and not in the other. */
const difference = (a: readonly string[], b: readonly string[]): readonly string[] => [
  ...a.filter((each) => !b.includes(each)),
  ...b.filter((each) => !a.includes(each)),
];
