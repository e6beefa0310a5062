import type { BuildingRecorded } from '@anju/events/governance';
import { headKeyOf, sortedIds } from '@anju/rulebook/electorate';
import { legalBasisOf } from '@anju/rulebook/legal-basis';
import type { AreaDm2 } from '@anju/values/area';
import type { Id } from '@anju/values/id';
import { type CalendarDate, dateOf } from '@anju/values/time';
import { type Building, type BuildingId, recorded } from '../building/building';
import {
  areaOf,
  evidenceOf,
  type ExclusiveUnit,
  type ExclusiveUnitId,
  positionOf,
} from '../exclusive-unit/exclusive-unit';
import type { Owner, OwnerId } from '../owner/owner';
import type { NamedOwner, RollRow } from './roll-row';

/** All of one community's roll. Owners who sold everything are in it too, and homes that were struck. */
interface OwnersRoll {
  readonly communityId: Id<'com'>;
  /** As registered; null where that is unknown. */
  readonly households: number | null;
  readonly buildings: readonly Building[];
  readonly units: readonly ExclusiveUnit[];
  readonly owners: readonly Owner[];
}

/** What the roll is brought in line with. */
interface Tools {
  readonly newId: (prefix: 'bld' | 'unt' | 'own') => string;
  readonly seal: (text: string) => string;
  readonly open: (sealed: string) => string;
  readonly fingerprint: (text: string) => string;
  /** Makes a short key of a long one. */
  readonly digest: (text: string) => string;
}

/** What is wrong or remarkable, by the line of the file; a home that is not in it has none. */
export type RollFinding =
  | { readonly code: 'OTHER_NAME'; readonly line: number; readonly earlier: number }
  | {
      readonly code: 'VANISHED' | 'NO_AREA' | 'BUYERS_LEFT_OUT' | 'MARK_UNCLEAR';
      readonly line: number;
      readonly label: string;
    }
  | {
      readonly code: 'AREA_IMPLAUSIBLE';
      readonly line: number;
      readonly label: string;
      readonly evidence: NonNullable<ReturnType<typeof evidenceOf>>;
      readonly leastDm2: AreaDm2;
      readonly mostDm2: AreaDm2;
    }
  | {
      readonly code: 'HOMES_BEYOND';
      readonly line: number;
      readonly homes: number;
      readonly households: number;
    }
  | {
      readonly code: 'STRUCK';
      readonly line: number;
      readonly label: string;
      /** The day on which it was struck. */
      readonly on: CalendarDate;
    };

interface Changes<T> {
  readonly created: readonly T[];
  readonly updated: readonly T[];
}

interface Revision {
  readonly buildings: Changes<Building>;
  readonly units: Changes<ExclusiveUnit>;
  readonly owners: Changes<Owner>;
  /** Homes, by what the file did to them. */
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly problems: readonly RollFinding[];
  readonly notes: readonly RollFinding[];
  readonly events: readonly BuildingRecorded[];
}

/** Brings the roll in line with a file that lists all of it. */
export function revise(rows: readonly RollRow[], roll: OwnersRoll, tools: Tools): Revision {
  const { communityId } = roll;
  const people = reviseOwners(rows, roll, tools);
  const buildings = reviseBuildings(rows, roll, tools);
  const before = new Map(roll.units.map((unit) => [unit.label, unit]));

  const created: ExclusiveUnit[] = [];
  const updated: ExclusiveUnit[] = [];
  const struck: RollFinding[] = [];
  let renamed = 0;
  for (const row of rows) {
    const ownerIds = sortedIds(row.owners.map((owner) => people.idOf(owner)));
    const { label, areaRegisteredDm2, areaSurveyedDm2, areaContractDm2, housingKind, title, synthetic } = row;
    const areas = { areaRegisteredDm2, areaSurveyedDm2, areaContractDm2 };
    const known = before.get(label);
    // An old file must not undo what was struck by a document.
    if (known && known.struckAt !== null) {
      struck.push({ code: 'STRUCK', line: row.line, label, on: dateOf(known.struckAt) });
      continue;
    }
    const unit: ExclusiveUnit = {
      id: known?.id ?? (tools.newId('unt') as ExclusiveUnitId),
      communityId,
      buildingId: buildings.idOf(row.building),
      label,
      position: positionOf(label),
      ...areas,
      areaDm2: areaOf(areas),
      housingKind,
      title,
      ownerIds,
      headKey: headKeyOf(ownerIds, tools.digest),
      synthetic,
      struckAt: null,
    };
    if (!known) created.push(unit);
    else if (!sameUnit(known, unit)) updated.push(unit);
    else if (ownerIds.some((id) => people.changed.has(id))) renamed++;
  }
  const listed = new Set(rows.map(({ label }) => label));
  const standing = roll.units.filter(({ struckAt }) => struckAt === null);
  const vanished = standing.filter(({ label }) => !listed.has(label));
  const touched = new Set([...created, ...updated].map(({ buildingId }) => buildingId));
  const now = new Map([...standing, ...created, ...updated].map((unit) => [unit.id, unit]));
  const unitsOf = (id: BuildingId) => [...now.values()].filter(({ buildingId }) => buildingId === id);

  return {
    buildings: {
      created: buildings.created,
      updated: roll.buildings.filter(({ id }) => touched.has(id)),
    },
    units: { created, updated },
    owners: { created: people.created, updated: [...people.changed.values()] },
    created: created.length,
    changed: updated.length + renamed,
    unchanged: rows.length - created.length - updated.length - renamed,
    problems: [
      ...people.problems,
      ...struck,
      ...vanished.map(({ label }) => ({ code: 'VANISHED' as const, line: 1, label })),
    ],
    notes: [
      ...beyondRegister([...standing, ...created].filter(isNoStall).length, roll.households),
      ...rows.flatMap(notesOn),
    ],
    events: [...roll.buildings, ...buildings.created]
      .filter(({ id }) => touched.has(id))
      .map((building) => recorded(building, unitsOf(building.id))),
  };
}

/** Nobody lives there, and without its area it keeps nobody from being asked (REG-6). */
const isNoStall = ({ housingKind }: Pick<RollRow, 'housingKind'>) => housingKind !== 'STALL';

/**
 * No rule says so: a community has a shop or a garage beside its households, but not as many again. A file of another
 * community is mostly larger or smaller, and homes leave a roll one by one.
 */
const beyondRegister = (homes: number, households: number | null): RollFinding[] =>
  households !== null && homes > 2 * households ? [{ code: 'HOMES_BEYOND', line: 1, homes, households }] : [];

/**
 * Not the law's: REG-2 takes what the evidence says, of a shop or a hall too. What is smaller or larger than nearly every
 * home is mostly a decimal point in the wrong place, and weighs as much in every vote.
 */
const plausibleDm2 = { leastDm2: 500, mostDm2: 100_000 };

function notesOn(row: RollRow): RollFinding[] {
  const { line, label } = row;
  const notes = areaNotes(row);
  if (row.buyersLeftOut) notes.push({ code: 'BUYERS_LEFT_OUT', line, label });
  if (row.markUnclear) notes.push({ code: 'MARK_UNCLEAR', line, label });
  return notes;
}

function areaNotes(row: RollRow): RollFinding[] {
  const { line, label } = row;
  const area = areaOf(row);
  const evidence = evidenceOf(row);
  if (area === null || evidence === null) return isNoStall(row) ? [{ code: 'NO_AREA', line, label }] : [];
  const { leastDm2, mostDm2 } = plausibleDm2;
  return area < leastDm2 || area > mostDm2
    ? [{ code: 'AREA_IMPLAUSIBLE', line, label, evidence, leastDm2, mostDm2 }]
    : [];
}

/** The same document is the same owner, on every row and in every file. */
function reviseOwners(rows: readonly RollRow[], roll: OwnersRoll, tools: Tools) {
  const known = new Map(roll.owners.map((owner) => [owner.documentKey, owner]));
  const named = new Map<
    string,
    { readonly line: number; readonly owner: NamedOwner; readonly id: OwnerId }
  >();
  const created: Owner[] = [];
  const changed = new Map<OwnerId, Owner>();
  const problems: RollFinding[] = [];

  for (const { line, owners } of rows) {
    for (const owner of owners) {
      const { kind, name, document } = owner;
      const earlier = named.get(document);
      if (earlier) {
        if (earlier.owner.kind !== kind || earlier.owner.name !== name)
          problems.push({ code: 'OTHER_NAME', line, earlier: earlier.line });
        continue;
      }
      const documentKey = tools.fingerprint(document);
      const before = known.get(documentKey);
      const id = before?.id ?? (tools.newId('own') as OwnerId);
      named.set(document, { line, owner, id });
      if (!before) {
        const sealed = { name: tools.seal(name), document: tools.seal(document) };
        created.push({
          ...{ id, version: 1, communityId: roll.communityId, kind, ...sealed, documentKey },
          legalBasis: legalBasisOf('OWNERS_ROLL'),
        });
      } else if (before.kind !== kind || tools.open(before.name) !== name) {
        changed.set(id, { ...before, kind, name: tools.seal(name) });
      }
    }
  }
  return { created, changed, problems, idOf: ({ document }: NamedOwner) => named.get(document)!.id };
}

function reviseBuildings(rows: readonly RollRow[], { communityId, buildings }: OwnersRoll, tools: Tools) {
  const ids = new Map(buildings.map(({ number, id }) => [number, id]));
  const created: Building[] = [];
  for (const { building: number } of rows) {
    if (ids.has(number)) continue;
    const id = tools.newId('bld') as BuildingId;
    ids.set(number, id);
    created.push({ id, version: 1, communityId, number, position: positionOf(number) });
  }
  return { created, idOf: (number: string) => ids.get(number)! };
}

const compared = [
  'areaRegisteredDm2',
  'areaSurveyedDm2',
  'areaContractDm2',
  'housingKind',
  'title',
  'headKey',
  'synthetic',
] as const satisfies readonly (keyof ExclusiveUnit)[];

const sameUnit = (a: ExclusiveUnit, b: ExclusiveUnit): boolean =>
  compared.every((field) => a[field] === b[field]);
