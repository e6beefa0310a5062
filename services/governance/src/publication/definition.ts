import { type DivisionCode, isDivisionCode } from '@anju/values/division';
import { fitsIn } from '@anju/values/text-length';
import { z } from 'zod';
import { type KeptUnit, longestName } from './source-row';

/** What a cell counts in, and what it is kept in: whole fen, whole dm², whole things (CONV-1). */
export const units = {
  count: { kept: 'COUNT', places: 0 },
  year: { kept: 'YEAR', places: 0 },
  mu: { kept: 'MU', places: 0 },
  m2: { kept: 'DM2', places: 2 },
  wan_m2: { kept: 'DM2', places: 6 },
  yuan: { kept: 'FEN', places: 2 },
  wan_yuan: { kept: 'FEN', places: 6 },
  yi_yuan: { kept: 'FEN', places: 10 },
} as const satisfies Record<string, { kept: KeptUnit; places: number }>;

export type Unit = keyof typeof units;

/** The figures that a community has fields for; a publication may have others, which stay on its rows. */
const communityMeasures = {
  households: 'COUNT',
  buildings: 'COUNT',
  persons: 'COUNT',
  completedYear: 'YEAR',
  land: 'MU',
  floorArea: 'DM2',
  investment: 'FEN',
} as const satisfies Record<string, KeptUnit>;

type CommunityMeasure = keyof typeof communityMeasures;

const column = z.strictObject({
  measure: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  unit: z.enum(Object.keys(units) as [Unit, ...Unit[]]),
  /** A row that is not marked incomplete must have it. */
  required: z.boolean().default(false),
  /** 0 says something here; elsewhere it stands for a mistake. */
  zero: z.boolean().default(false),
  /** Endings that make a number a lower bound: `1330+`, `1330余`. */
  atLeast: z.array(z.string().min(1)).default([]),
});

/** A name that is given to a community or a cluster. */
const given = z.string().refine((name) => fitsIn(name, longestName), 'is no name that can be kept');

/** Picks a row by what some of its cells say. */
const where = z
  .record(z.string(), z.string().min(1))
  .refine((cells) => Object.keys(cells).length > 0, 'picks every row');

/** Every row that is no plain record, and what it is instead. */
const row = z.discriminatedUnion('kind', [
  /** Sums up others: all of the file, or its parts where it names a group. `sums` are checked to the last digit. */
  z.strictObject({
    kind: z.literal('total'),
    where,
    group: given.optional(),
    sums: z.array(z.string()).default([]),
    /** The one community of the group that has no row: what the parts leave of the total. */
    rest: z
      .strictObject({
        name: given,
        measures: z.array(z.string()).min(1),
        /** What holds for the whole group holds for it. */
        inherits: z.array(z.string()).default([]),
      })
      .optional(),
  }),
  /** A community that is counted in the total of its group too. */
  z.strictObject({
    kind: z.literal('part-of'),
    where,
    group: given,
    name: given.optional(),
  }),
  /** Stands for the rows that the file leaves out. */
  z.strictObject({ kind: z.literal('remainder'), where }),
  /** A community of which the publication does not say everything. */
  z.strictObject({ kind: z.literal('incomplete'), where, name: given.optional() }),
  /** A community registered under another name than printed: two share the printed one, or the list changed it. */
  z.strictObject({ kind: z.literal('named'), where, name: given }),
  /** A community that another list registered, under this name where it printed another; that list's figures stand. */
  z.strictObject({ kind: z.literal('known'), where, name: given.optional() }),
]);

const definition = z
  .strictObject({
    /** What an import names it by. */
    id: z.string().regex(/^[a-z0-9-]{1,60}$/),
    title: z.string().min(1),
    /** Who published it. */
    issuer: z.string().min(1),
    /** All its communities lie here. */
    division: z.string().refine(isDivisionCode) as unknown as z.ZodType<DivisionCode>,
    /** The programme's year; no community in it can have been completed later. */
    year: z.int().min(1949),
    /** The column that numbers the rows 1, 2, 3 …; a remainder has `9-12` there. */
    number: z.string().optional(),
    /** The column with the community's name. */
    name: z.string(),
    columns: z.record(z.string(), column),
    /** Columns that are kept as they are and not read. */
    remarks: z.array(z.string()),
    rows: z.array(row),
  })
  .superRefine(({ columns, rows }, context) => {
    const measures = Object.values(columns).map(({ measure }) => measure);
    const problem = (message: string) => context.addIssue({ code: 'custom', message });

    for (const { measure, unit } of Object.values(columns)) {
      const kept = communityMeasures[measure as CommunityMeasure];
      if (kept && kept !== units[unit].kept) problem(`${measure} is not kept in ${unit}`);
    }
    if (new Set(measures).size < measures.length) problem('two columns have one measure');

    for (const each of rows) {
      const used =
        each.kind === 'total'
          ? [...each.sums, ...(each.rest ? [...each.rest.measures, ...each.rest.inherits] : [])]
          : [];
      for (const measure of used) if (!measures.includes(measure)) problem(`no column has ${measure}`);
    }
    const totals = rows
      .filter(({ kind }) => kind === 'total')
      .map((each) => ('group' in each ? each.group : undefined));
    if (new Set(totals).size < totals.length) problem('two totals of the same');
    for (const each of rows)
      if (each.kind === 'part-of' && !totals.includes(each.group)) problem(`${each.group} has no total`);
  });

/** How to read one published list of communities: data, so that the next one needs no code. */
export type PublicationDefinition = z.output<typeof definition>;
export type ColumnDefinition = PublicationDefinition['columns'][string];
export type RowDefinition = PublicationDefinition['rows'][number];

/** Throws with all that is wrong with it. */
export const parseDefinition = (json: unknown): PublicationDefinition => definition.parse(json);

/** Every column that a file of this publication must have. */
export const headingsOf = ({ number, name, columns, remarks }: PublicationDefinition): readonly string[] => [
  ...(number ? [number] : []),
  name,
  ...Object.keys(columns),
  ...remarks,
];
