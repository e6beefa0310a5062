import type { CommunityRegistered, CommunityRevised } from '@anju/events/governance';
import type { DivisionCode } from '@anju/values/division';
import type { Id } from '@anju/values/id';
import { dateOf, type Instant } from '@anju/values/time';
import type { Figures } from '../publication/figures';
import type { Finding } from '../publication/finding';
import type { SourceRow } from '../publication/source-row';

export type CommunityId = Id<'com'>;

/** A residential compound (小区) of the register. */
export interface Community extends Figures {
  readonly id: CommunityId;
  readonly version: number;
  readonly divisionCode: DivisionCode;
  /** The list it was registered from; no other may change it, but one that restores it. */
  readonly publicationId: string;
  /** Its figures are invented for a demonstration. */
  readonly synthetic: boolean;
  /** Since when the register counts it no more, as one entered by mistake; null while it does. */
  readonly struckAt: Instant | null;
}

/** What a list says today, and what the register has of its division. */
interface Revising {
  readonly publication: { readonly id: string; readonly division: DivisionCode };
  readonly figures: readonly Figures[];
  readonly rows: readonly SourceRow[];
  /** All communities of the division. */
  readonly known: readonly Community[];
  /** The rows of this list as last imported. */
  readonly knownRows: readonly SourceRow[];
  readonly newCommunityId: (name: string) => CommunityId;
}

interface Revision {
  readonly created: readonly Community[];
  /** To be stored again, told of or not. */
  readonly updated: readonly Community[];
  /** How many have another figure or another text on their row. */
  readonly changed: number;
  readonly unchanged: number;
  /** Whether anything is to be stored: rows that are about no community may have changed too. */
  readonly isNews: boolean;
  readonly notes: readonly Finding[];
  readonly problems: readonly Finding[];
  readonly events: readonly (CommunityRegistered | CommunityRevised)[];
}

/**
 * Brings the register in line with a list: what is new is registered, what has another figure is revised, and what was
 * struck stands in it again, from whichever list has it.
 */
export function revise({ publication, figures, rows, known, knownRows, newCommunityId }: Revising): Revision {
  const problems: Finding[] = [];
  const notes: Finding[] = [];
  const created: Community[] = [];
  const revised: Community[] = [];
  const moved: Community[] = [];
  let retold = 0;

  for (const figure of figures) {
    const before = known.find(({ name }) => name === figure.name);
    if (!before) {
      const { id: publicationId, division: divisionCode } = publication;
      created.push({
        ...figure,
        id: newCommunityId(figure.name),
        version: 1,
        divisionCode,
        publicationId,
        synthetic: false,
        struckAt: null,
      });
    } else if (before.struckAt !== null) {
      revised.push({ ...before, ...figure, publicationId: publication.id, struckAt: null });
      const { sourceLine: line, name } = figure;
      notes.push({ code: 'RESTORED', line, column: null, name, struckOn: dateOf(before.struckAt) });
    } else if (before.publicationId !== publication.id) {
      const { name, publicationId } = before;
      problems.push({ code: 'IN_ANOTHER_LIST', line: figure.sourceLine, column: null, name, publicationId });
    } else {
      const after = { ...before, ...figure };
      if (!sameFigures(before, after)) revised.push(after);
      else if (before.sourceLine !== after.sourceLine) moved.push(after);
      if (
        sameFigures(before, after) &&
        textAt(knownRows, before.sourceLine) !== textAt(rows, after.sourceLine)
      )
        retold++;
    }
  }
  for (const { kind, name, line } of rows)
    if (
      kind === 'KNOWN' &&
      !known.some(
        (each) => each.name === name && each.publicationId !== publication.id && each.struckAt === null,
      )
    )
      problems.push({ code: 'KNOWN_NOWHERE', line, column: null, name });

  const listed = new Set(figures.map(({ name }) => name));
  for (const { name, publicationId, struckAt } of known)
    if (publicationId === publication.id && struckAt === null && !listed.has(name))
      problems.push({ code: 'NO_LONGER_LISTED', line: 1, column: null, name });

  return {
    created,
    updated: [...revised, ...moved],
    changed: revised.length + retold,
    unchanged: figures.length - created.length - revised.length - retold,
    isNews: created.length + revised.length + moved.length > 0 || textOf(knownRows) !== textOf(rows),
    notes,
    problems,
    events: [
      ...created.map(
        (community) => ({ type: 'governance.community-registered.v1', data: told(community) }) as const,
      ),
      ...revised.map(
        (community) => ({ type: 'governance.community-revised.v1', data: told(community) }) as const,
      ),
    ],
  };
}

function told({ id, divisionCode, name, households, buildingCount, completedYear, synthetic }: Community) {
  return {
    communityId: id,
    divisionCode,
    name,
    households,
    buildings: buildingCount,
    completedYear,
    synthetic,
  };
}

const sameFigures = (a: Community, b: Community): boolean =>
  figureNames.every((figure) => a[figure] === b[figure]);

const figureNames = [
  'households',
  'buildingCount',
  'persons',
  'completedYear',
  'landMu',
  'floorAreaDm2',
  'investmentFen',
  'derived',
  'incomplete',
] as const satisfies readonly (keyof Figures)[];

const textOf = (rows: readonly SourceRow[]) =>
  JSON.stringify(
    rows.map(({ line, kind, name, groupName, firstNumber, lastNumber, cells, quantities }) => [
      [line, kind, name, groupName, firstNumber, lastNumber],
      [cells, quantities],
    ]),
  );

const textAt = (rows: readonly SourceRow[], line: number) =>
  JSON.stringify(rows.find((row) => row.line === line)?.cells);
