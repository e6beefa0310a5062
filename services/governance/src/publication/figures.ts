import type { AreaDm2 } from '@anju/values/area';
import { type Fen, mostEnteredFen } from '@anju/values/money';
import type { Mu } from '@anju/values/mu';
import type { PublicationDefinition, RowDefinition } from './definition';
import type { Derived, Finding } from './finding';
import { exactly, type SourceRow } from './source-row';

/** What a publication says of one community. Null is unknown, never none. */
export interface Figures {
  readonly name: string;
  /** The row it was read from, or for a derived one the total it is part of. */
  readonly sourceLine: number;
  readonly households: number | null;
  readonly buildingCount: number | null;
  readonly persons: number | null;
  readonly completedYear: number | null;
  readonly landMu: Mu | null;
  readonly floorAreaDm2: AreaDm2 | null;
  readonly investmentFen: Fen | null;
  /** It has no row of its own: the parts of a cluster leave so much of the cluster's total. */
  readonly derived: boolean;
  /** Something is missing that such a list has to say. */
  readonly incomplete: boolean;
}

/**
 * The most that is taken for one community. No law says so: beyond it a digit was typed too many, or a figure stands in
 * another unit.
 */
const most = {
  households: 100_000,
  buildings: 10_000,
  persons: 500_000,
  land: 100_000,
  floorArea: 10_000_000_000,
  investment: mostEnteredFen,
} as const satisfies Record<string, number>;

/**
 * The most of a list together. No law says so: it is more than the largest cities have, and so little that what two
 * hundred such lists come to can still be given out as an Int.
 */
const mostHouseholdsOfAList = 10_000_000;

export interface Reading {
  readonly communities: readonly Figures[];
  /** To be looked at; the file is taken all the same. */
  readonly notes: readonly Finding[];
  /** For these the file is refused. */
  readonly problems: readonly Finding[];
}

type Total = Extract<RowDefinition, { kind: 'total' }>;
type Values = (measure: string) => number | null;

/**
 * The communities of a published list. Totals are checked and remainders told, and neither becomes a
 * community; a cluster with a part that has no row gives that part what the others leave.
 */
export function communitiesOf(rows: readonly SourceRow[], definition: PublicationDefinition): Reading {
  const listed = rows.filter(({ kind }) => kind === 'RECORD' || kind === 'PART_OF' || kind === 'INCOMPLETE');
  const totals = definition.rows
    .filter((row) => row.kind === 'total')
    .flatMap((total) => {
      const row = rows.find(({ kind, groupName }) => kind === 'TOTAL' && groupName === (total.group ?? null));
      return row ? [{ total, row }] : [];
    });
  const required = Object.values(definition.columns).flatMap((column) =>
    column.required ? [column.measure] : [],
  );

  const own = listed.map((row) => figures(row.name, row.line, (measure) => exactly(row, measure), required));
  const rests = totals.map(({ total, row }) =>
    restOf(
      total,
      row,
      listed.filter((part) => part.groupName === row.groupName),
      definition,
      required,
    ),
  );
  const communities = [...own, ...rests.flatMap(({ community }) => community ?? [])];

  return {
    communities,
    notes: [
      ...listed.flatMap((row) =>
        remarks(
          row,
          own.find(({ sourceLine }) => sourceLine === row.line)!,
          definition,
        ),
      ),
      ...rests.flatMap(({ note }) => note ?? []),
      ...rows.flatMap(({ kind, line }): Finding[] =>
        kind === 'REMAINDER' ? [{ code: 'LIST_SHORT', line, column: null }] : [],
      ),
    ],
    problems: [
      ...twice(communities, definition),
      ...implausible(communities, definition),
      ...rests.flatMap(({ problems }) => problems),
      ...totals.flatMap(({ total, row }) =>
        total.rest ? contradictions(total.rest, row, rows) : differences(total, row, rows),
      ),
    ],
  };
}

const figures = (
  name: string,
  sourceLine: number,
  value: Values,
  required: readonly string[],
  derived = false,
): Figures => ({
  name,
  sourceLine,
  households: value('households'),
  buildingCount: value('buildings'),
  persons: value('persons'),
  completedYear: value('completedYear'),
  landMu: value('land'),
  floorAreaDm2: value('floorArea'),
  investmentFen: value('investment'),
  derived,
  incomplete: required.some((measure) => value(measure) === null),
});

/** What the parts leave of a cluster's total, where the definition says whose that is. */
function restOf(
  { group = '', rest }: Total,
  row: SourceRow,
  parts: readonly SourceRow[],
  { columns }: PublicationDefinition,
  required: readonly string[],
): { community?: Figures; note?: Finding; problems: readonly Finding[] } {
  if (!rest) return { problems: [] };
  const derived: Derived[] = [];
  const problems: Finding[] = [];
  const values = new Map(rest.inherits.map((measure) => [measure, exactly(row, measure)]));

  for (const [column, { measure, zero }] of Object.entries(columns)) {
    const total = exactly(row, measure);
    const known = parts.map((part) => exactly(part, measure));
    if (!rest.measures.includes(measure) || total === null || !known.every((value) => value !== null))
      continue;

    const sum = add(known);
    const value = total - Number(sum);
    if (value < (zero ? 0 : 1))
      problems.push({ code: 'NOTHING_LEFT', line: row.line, column, name: rest.name, parts: sum });
    else derived.push({ column, total, parts: Number(sum), value });
    values.set(measure, value);
  }
  return {
    community: figures(rest.name, row.line, (measure) => values.get(measure) ?? null, required, true),
    note: { code: 'DERIVED', line: row.line, column: null, name: rest.name, group, figures: derived },
    problems,
  };
}

/** What the rows add up to must be what their total says; with one unknown, no more than that. */
function differences({ sums }: Total, total: SourceRow, rows: readonly SourceRow[]): Finding[] {
  const counted = rows.filter(({ kind, groupName }) => {
    if (total.groupName !== null) return kind === 'PART_OF' && groupName === total.groupName;
    // Parts are in the total of their group already.
    return kind !== 'PART_OF' && !(kind === 'TOTAL' && groupName === null);
  });
  return total.quantities.flatMap(({ measure, column, value }): Finding[] => {
    if (!sums.includes(measure)) return [{ code: 'TOTAL_NOT_SUMMED', line: total.line, column }];
    const known = counted.flatMap((row) => exactly(row, measure) ?? []);
    const added = add(known);
    const agrees = known.length === counted.length ? added === BigInt(value) : added <= BigInt(value);
    return agrees ? [] : [{ code: 'TOTAL_DIFFERS', line: total.line, column, added }];
  });
}

/**
 * Where one part has no row, the others have no more than the total of what is not derived for it; and what holds for the
 * whole group holds for each of them.
 */
function contradictions(
  { measures, inherits }: NonNullable<Total['rest']>,
  total: SourceRow,
  rows: readonly SourceRow[],
): Finding[] {
  const parts = rows.filter(({ kind, groupName }) => kind === 'PART_OF' && groupName === total.groupName);
  return total.quantities.flatMap(({ measure, column, unit, value, atLeast }): Finding[] => {
    const isDerived = measures.includes(measure) && parts.every((part) => exactly(part, measure) !== null);
    if (atLeast || isDerived) return [];
    if (inherits.includes(measure))
      return parts
        .filter((part) => (exactly(part, measure) ?? value) !== value)
        .map(({ line }) => ({ code: 'GROUP_DIFFERS', line, column, group: total.name, value }));
    // A lower bound may be more, and no less.
    const added = add(
      parts.flatMap((part) => part.quantities.find((each) => each.measure === measure)?.value ?? []),
    );
    return unit === 'YEAR' || added <= BigInt(value)
      ? []
      : [{ code: 'TOTAL_DIFFERS', line: total.line, column, added }];
  });
}

/** BigInt, because a sum of fen may pass 2^53. */
const add = (values: readonly number[]): bigint => values.reduce((sum, value) => sum + BigInt(value), 0n);

function remarks(row: SourceRow, community: Figures, { columns }: PublicationDefinition): Finding[] {
  const { line, name } = row;
  const bounds = row.quantities.filter(({ atLeast }) => atLeast);
  const missing = Object.entries(columns)
    .filter(([, { measure, required }]) => required && exactly(row, measure) === null)
    .map(([column]) => column);
  return [
    ...bounds.map(({ column }): Finding => ({ code: 'LOWER_BOUND', line, column, name })),
    ...(community.incomplete ? [{ code: 'INCOMPLETE', line, column: null, name, missing } as const] : []),
  ];
}

/** What no community has, and what all of a list have together, so that every sum of a board can be given out. */
function implausible(communities: readonly Figures[], { columns }: PublicationDefinition): Finding[] {
  const found = communities.flatMap((community): Finding[] => {
    const { name, sourceLine: line } = community;
    const values: Record<keyof typeof most, number | null> = {
      households: community.households,
      buildings: community.buildingCount,
      persons: community.persons,
      land: community.landMu,
      floorArea: community.floorAreaDm2,
      investment: community.investmentFen,
    };
    return Object.entries(columns).flatMap(([column, { measure }]): Finding[] => {
      const known = measure in most ? (measure as keyof typeof most) : null;
      return known && (values[known] ?? 0) > most[known]
        ? [{ code: 'IMPLAUSIBLE', line, column, name, most: most[known] }]
        : [];
    });
  });
  const households = communities.reduce((sum, each) => sum + (each.households ?? 0), 0);
  if (found.length > 0 || households <= mostHouseholdsOfAList) return found;
  return [{ code: 'LIST_TOO_LARGE', line: 1, column: null, households, most: mostHouseholdsOfAList }];
}

/** In one division a name is one community. */
const twice = (communities: readonly Figures[], { name: column }: PublicationDefinition): Finding[] =>
  communities.flatMap(({ name, sourceLine: line }, at): Finding[] => {
    const first = communities.findIndex((each) => each.name === name);
    return first < at
      ? [{ code: 'NAME_TWICE', line, column, name, firstLine: communities[first]!.sourceLine }]
      : [];
  });
