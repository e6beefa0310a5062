/**
 * An administrative division by its GB/T 2260 code: 140000 a province, 140500 a city, 140502 a county,
 * 140502006 a street, 140502006011 a community area. `140500-DZ` is the key of a development zone, which has
 * no code of its own (REG-10), and `CN` the whole country.
 */
export type DivisionCode = `${number}` | `${number}-${string}` | 'CN';

export type DivisionLevel = 'COUNTRY' | 'PROVINCE' | 'CITY' | 'COUNTY' | 'STREET' | 'COMMUNITY_AREA';

const forms: readonly (readonly [DivisionLevel, RegExp])[] = [
  ['COUNTRY', /^CN$/],
  ['PROVINCE', /^[1-9]\d0000$/],
  ['CITY', /^[1-9]\d(?!00)\d\d00$/],
  // A development zone stands in for a county (FUND-13).
  ['COUNTY', /^[1-9]\d(?!00)\d\d((?!00)\d\d|\d\d-[A-Z]{2})$/],
  ['STREET', /^[1-9]\d(?!00)\d\d\d\d(?!000)\d{3}$/],
  ['COMMUNITY_AREA', /^[1-9]\d(?!00)\d\d\d\d(?!000)\d{3}(?!000)\d{3}$/],
];

/** Null for what is no division code at all. */
export const divisionLevel = (code: string): DivisionLevel | null =>
  forms.find(([, form]) => form.test(code))?.[0] ?? null;

export const isDivisionCode = (text: string): text is DivisionCode => divisionLevel(text) !== null;

/** The division itself and all it lies in, narrowest first: 140502, 140500, 140000, CN. */
export function withParents(code: DivisionCode): readonly DivisionCode[] {
  if (!isDivisionCode(code)) return [];
  const wider = [
    code,
    code.slice(0, 9),
    code.slice(0, 6),
    `${code.slice(0, 4)}00`,
    `${code.slice(0, 2)}0000`,
    'CN',
  ];
  return [...new Set(wider)].filter(isDivisionCode);
}

/** True where the inner division is the outer one or lies in it. What is malformed lies nowhere. */
export const covers = (outer: DivisionCode, inner: DivisionCode): boolean =>
  withParents(inner).includes(outer);

/** The city that it is or lies in; null for what is wider or malformed. */
export const cityOf = (code: DivisionCode): DivisionCode | null =>
  withParents(code).find((each) => divisionLevel(each) === 'CITY') ?? null;
