import { toSafeInteger } from '@anju/runtime/columns';
import type { Page } from '@anju/runtime/connection';
import type { AreaDm2 } from '@anju/values/area';
import type { Id } from '@anju/values/id';
import type { EntityManager } from 'typeorm';
import type { ElectorateSnapshot, SnapshotId } from './electorate-snapshot';

/** Two electorates, the earlier one first. */
export interface Between {
  readonly from: SnapshotId;
  readonly to: SnapshotId;
}

/** How they differ; the units themselves are read page by page. */
export interface RollDiff extends Awaited<ReturnType<typeof countChanges>> {
  readonly from: ElectorateSnapshot;
  readonly to: ElectorateSnapshot;
}

export interface RollChange {
  readonly unitId: Id<'unt'>;
  readonly label: string;
  readonly areaBeforeDm2: AreaDm2 | null;
  readonly areaAfterDm2: AreaDm2 | null;
  readonly changedHands: boolean;
}

/** Every unit of either that differs; an area that is null is of the other alone. Four parameters, see `asked`. */
const changed = `
  SELECT b.unitId, COALESCE(a.label, b.label) AS label, b.areaDm2 AS areaBefore, a.areaDm2 AS areaAfter,
         CASE WHEN a.headKey <> b.headKey THEN 1 ELSE 0 END AS changedHands
    FROM electorate_unit b LEFT JOIN electorate_unit a ON a.snapshotId = ? AND a.unitId = b.unitId
   WHERE b.snapshotId = ? AND (a.unitId IS NULL OR a.areaDm2 <> b.areaDm2 OR a.headKey <> b.headKey)
   UNION ALL
  SELECT a.unitId, a.label, NULL, a.areaDm2, 0
    FROM electorate_unit a LEFT JOIN electorate_unit b ON b.snapshotId = ? AND b.unitId = a.unitId
   WHERE a.snapshotId = ? AND b.unitId IS NULL`;
const asked = ({ from, to }: Between) => [to, from, from, to];

/** How many of each kind, in one statement. */
export async function countChanges(read: EntityManager, between: Between) {
  const { from, to } = between;
  const only = `SELECT COUNT(*) FROM electorate_head mine
                  LEFT JOIN electorate_head other ON other.snapshotId = ? AND other.headKey = mine.headKey
                 WHERE mine.snapshotId = ? AND other.headKey IS NULL`;
  const [row]: Record<string, unknown>[] = await read.query(
    `SELECT SUM(CASE WHEN areaBefore IS NULL THEN 1 ELSE 0 END) AS unitsCame,
            SUM(CASE WHEN areaAfter IS NULL THEN 1 ELSE 0 END) AS unitsWent,
            SUM(changedHands) AS unitsChangedHands,
            SUM(CASE WHEN areaBefore <> areaAfter THEN 1 ELSE 0 END) AS unitsChangedArea,
            (${only}) AS headsCame, (${only}) AS headsWent
       FROM (${changed}) differing`,
    [from, to, to, from, ...asked(between)],
  );
  const count = (name: string) => toSafeInteger(row![name] ?? 0);
  return {
    unitsCame: count('unitsCame'),
    unitsWent: count('unitsWent'),
    unitsChangedHands: count('unitsChangedHands'),
    unitsChangedArea: count('unitsChangedArea'),
    headsCame: count('headsCame'),
    headsWent: count('headsWent'),
  };
}

/** The first that differ behind a unit's id, one more than `limit` where there are more. */
export async function findChanges(
  read: EntityManager,
  between: Between,
  { limit, afterKey }: Page,
): Promise<readonly RollChange[]> {
  const rows: {
    unitId: RollChange['unitId'];
    label: string;
    areaBefore: unknown;
    areaAfter: unknown;
    changedHands: unknown;
  }[] = await read.query(
    `SELECT * FROM (${changed}) differing WHERE unitId > ? ORDER BY unitId LIMIT ${limit + 1}`,
    [...asked(between), afterKey ?? ''],
  );
  const area = (value: unknown) => (value === null ? null : toSafeInteger(value));
  return rows.map(({ unitId, label, areaBefore, areaAfter, changedHands }) => ({
    unitId,
    label,
    areaBeforeDm2: area(areaBefore),
    areaAfterDm2: area(areaAfter),
    changedHands: toSafeInteger(changedHands) === 1,
  }));
}
