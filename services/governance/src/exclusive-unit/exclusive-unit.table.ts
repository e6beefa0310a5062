import { idColumn, instantColumn, integerColumn, toSafeInteger, wordColumn } from '@anju/runtime/columns';
import { insertMany } from '@anju/runtime/insert-many';
import { selectUnited } from '@anju/runtime/united';
import type { Id } from '@anju/values/id';
import { type EntityManager, EntitySchema, In, IsNull } from 'typeorm';
import { headKeyColumn } from '../electorate-snapshot/electorate-snapshot.table';
import type { ExclusiveUnit } from './exclusive-unit';

const area = { ...integerColumn, nullable: true };

export const ExclusiveUnitTable = new EntitySchema<ExclusiveUnit>({
  name: 'exclusive_unit',
  columns: {
    id: { ...idColumn, primary: true },
    communityId: idColumn,
    buildingId: idColumn,
    label: wordColumn,
    position: { type: 'varchar', length: 100 },
    areaRegisteredDm2: area,
    areaSurveyedDm2: area,
    areaContractDm2: area,
    areaDm2: area,
    housingKind: wordColumn,
    title: wordColumn,
    ownerIds: { type: 'json' },
    headKey: headKeyColumn,
    synthetic: { type: 'boolean' },
    struckAt: { ...instantColumn, nullable: true },
  },
  indices: [
    { name: 'exclusive_unit_position', columns: ['communityId', 'position'], unique: true },
    { name: 'exclusive_unit_building', columns: ['buildingId'] },
  ],
});

/** Whose a unit is, for finding the units of an owner. */
interface UnitOwner {
  readonly ownerId: Id<'own'>;
  readonly unitId: Id<'unt'>;
}

export const UnitOwnerTable = new EntitySchema<UnitOwner>({
  name: 'unit_owner',
  columns: {
    ownerId: { ...idColumn, primary: true },
    unitId: { ...idColumn, primary: true },
  },
  indices: [{ name: 'unit_owner_unit', columns: ['unitId'] }],
});

/** Also those that were struck. */
export const findUnitsById = (read: EntityManager, ids: readonly string[]): Promise<ExclusiveUnit[]> =>
  read.findBy(ExclusiveUnitTable, { id: In([...ids]) as never });

/** All units that a community's roll has or had, in the order of their labels. */
export const findUnitsOf = (
  read: EntityManager,
  communityId: ExclusiveUnit['communityId'],
): Promise<ExclusiveUnit[]> =>
  read.find(ExclusiveUnitTable, { where: { communityId }, order: { position: 'ASC' } });

/** The units of a building that the roll has. */
export const findUnitsInBuilding = (
  read: EntityManager,
  buildingId: ExclusiveUnit['buildingId'],
): Promise<ExclusiveUnit[]> => read.findBy(ExclusiveUnitTable, { buildingId, struckAt: IsNull() });

interface RollPage {
  readonly id: string;
  /** One more is read, which shows whether there is a next page. */
  readonly limit: number;
  readonly afterKey: string | null;
}

/** Below the 32,766 parameters that one statement of SQLite takes. */
const atOnce = 20_000;

/** A page of each of some rolls; the statements are as many for few homes as for 20,000. */
export async function findUnitsAfter(
  read: EntityManager,
  pages: readonly RollPage[],
): Promise<ExclusiveUnit[][]> {
  const sql = `SELECT * FROM (SELECT id FROM exclusive_unit
                               WHERE communityId = ? AND position > ? AND struckAt IS NULL
                               ORDER BY position LIMIT ?) page`;
  const ids = await selectUnited<{ id: string }>(
    read,
    pages.map(({ id, afterKey, limit }) => ({ sql, parameters: [id, afterKey ?? '', limit + 1] })),
  );
  const distinct = [...new Set(ids.map(({ id }) => id))];
  const units: ExclusiveUnit[] = [];
  for (let from = 0; from < distinct.length; from += atOnce)
    units.push(
      ...(await read.findBy(ExclusiveUnitTable, { id: In(distinct.slice(from, from + atOnce)) as never })),
    );
  units.sort((a, b) => (a.position < b.position ? -1 : 1));
  return pages.map(({ id, afterKey, limit }) =>
    units
      .filter(({ communityId, position }) => communityId === id && position > (afterKey ?? ''))
      .slice(0, limit + 1),
  );
}

/** What some owners own, in the order of the labels. */
export const findUnitsOfOwners = (
  read: EntityManager,
  ownerIds: readonly string[],
): Promise<ExclusiveUnit[]> =>
  read
    .createQueryBuilder(ExclusiveUnitTable, 'unit')
    .where('unit.struckAt IS NULL')
    .andWhere((query) => {
      const owned = query.subQuery().select('owned.unitId').from(UnitOwnerTable, 'owned');
      return `unit.id IN ${owned.where('owned.ownerId IN (:...ownerIds)').getQuery()}`;
    })
    .setParameters({ ownerIds })
    .orderBy('unit.position')
    .getMany();

export async function insertUnits(tx: EntityManager, units: readonly ExclusiveUnit[]): Promise<void> {
  await insertMany(tx, ExclusiveUnitTable, units);
  await insertMany(tx, UnitOwnerTable, units.flatMap(ownersOf));
}

/** Their buildings, whose version is set with them, hold them. */
export async function updateUnits(tx: EntityManager, units: readonly ExclusiveUnit[]): Promise<void> {
  for (const unit of units) {
    await tx.update(ExclusiveUnitTable, { id: unit.id }, unit as never);
    await tx.delete(UnitOwnerTable, { unitId: unit.id });
  }
  await insertMany(tx, UnitOwnerTable, units.flatMap(ownersOf));
}

const ownersOf = ({ id: unitId, ownerIds }: ExclusiveUnit): UnitOwner[] =>
  ownerIds.map((ownerId) => ({ ownerId, unitId }));

type ZoneFigure = 'buildings' | 'units' | 'stalls' | 'heads' | 'areaDm2' | 'withArea' | 'synthetic';
type ZoneRow = Record<'communityId' | ZoneFigure, unknown>;

/** What the roll of each community comes to; those without one are not in it (REG-8). */
export async function zonesOf(read: EntityManager, communityIds: readonly string[]) {
  const rows: ZoneRow[] = await read.query(
    `SELECT communityId, COUNT(DISTINCT buildingId) AS buildings, COUNT(*) AS units,
              COUNT(DISTINCT headKey) AS heads, SUM(areaDm2) AS areaDm2, COUNT(areaDm2) AS withArea,
              SUM(CASE WHEN housingKind = 'STALL' THEN 1 ELSE 0 END) AS stalls,
              MAX(synthetic) AS synthetic
         FROM exclusive_unit
        WHERE communityId IN (${communityIds.map(() => '?').join(', ')}) AND struckAt IS NULL
        GROUP BY communityId`,
    [...communityIds],
  );
  return new Map(
    rows.map(({ communityId, buildings, units, stalls, heads, areaDm2, withArea, synthetic }) => [
      String(communityId),
      {
        buildings: toSafeInteger(buildings),
        units: toSafeInteger(units),
        stalls: toSafeInteger(stalls),
        heads: toSafeInteger(heads),
        areaDm2: toSafeInteger(areaDm2 ?? 0),
        unitsWithoutArea: toSafeInteger(units) - toSafeInteger(withArea),
        synthetic: toSafeInteger(synthetic) === 1,
      },
    ]),
  );
}

/** What each building comes to; one whose homes were all struck is not in it. */
export async function totalsByBuilding(read: EntityManager, buildingIds: readonly string[]) {
  const rows: Record<'buildingId' | 'units' | 'areaDm2' | 'synthetic', unknown>[] = await read.query(
    `SELECT buildingId, COUNT(*) AS units, SUM(areaDm2) AS areaDm2, MAX(synthetic) AS synthetic
       FROM exclusive_unit
      WHERE buildingId IN (${buildingIds.map(() => '?').join(', ')}) AND struckAt IS NULL
      GROUP BY buildingId`,
    [...buildingIds],
  );
  return new Map(
    rows.map(({ buildingId, units, areaDm2, synthetic }) => [
      String(buildingId),
      {
        units: toSafeInteger(units),
        areaDm2: toSafeInteger(areaDm2 ?? 0),
        synthetic: toSafeInteger(synthetic) === 1,
      },
    ]),
  );
}
