import { idColumn, instantColumn, integerColumn, toSafeInteger, wordColumn } from '@anju/runtime/columns';
import type { Page } from '@anju/runtime/connection';
import { Conflict, forUpdate, compareAndSet } from '@anju/runtime/transaction';
import type { Instant } from '@anju/values/time';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import { insertMany } from '@anju/runtime/insert-many';
import { firstBelowEach } from '../first-below-each.queries';
import { longestName, type SourceRow } from './source-row';

/** That a list was imported: imports of one list take turns at its row. */
interface ImportedPublication {
  readonly id: string;
  readonly version: number;
  readonly importedAt: Instant;
}

export const PublicationTable = new EntitySchema<ImportedPublication>({
  name: 'publication',
  columns: {
    id: { ...idColumn, primary: true },
    version: integerColumn,
    importedAt: instantColumn,
  },
});

/** The rows of each list as last imported. */
export const SourceRowTable = new EntitySchema<SourceRow>({
  name: 'source_row',
  columns: {
    publicationId: { ...idColumn, primary: true },
    line: { ...integerColumn, primary: true },
    kind: wordColumn,
    name: { type: 'varchar', length: longestName },
    groupName: { type: 'varchar', length: longestName, nullable: true },
    firstNumber: { ...integerColumn, nullable: true },
    lastNumber: { ...integerColumn, nullable: true },
    cells: { type: 'json' },
    quantities: { type: 'json' },
  },
});

/** Nobody else imports this list until the transaction ends. Null where nobody has. */
export const lockPublication = (tx: EntityManager, id: string): Promise<ImportedPublication | null> =>
  tx.findOne(PublicationTable, { where: { id }, ...forUpdate(tx) });

/** The list is imported now; of two who do it for the first time at once the second does it again. */
export async function takeTurn(
  tx: EntityManager,
  id: string,
  imported: ImportedPublication | null,
  now: Instant,
): Promise<void> {
  if (imported) return compareAndSet(tx, PublicationTable, { ...imported, importedAt: now });
  try {
    await tx.insert(PublicationTable, { id, version: 1, importedAt: now });
  } catch (error) {
    if (await tx.existsBy(PublicationTable, { id })) throw new Conflict(`${id} is imported elsewhere`);
    throw error;
  }
}

export const findSourceRows = (read: EntityManager, publicationId: string): Promise<SourceRow[]> =>
  read.find(SourceRowTable, { where: { publicationId }, order: { line: 'ASC' } });

export async function replaceSourceRows(
  tx: EntityManager,
  publicationId: string,
  rows: readonly SourceRow[],
): Promise<void> {
  await tx.delete(SourceRowTable, { publicationId });
  await insertMany(tx, SourceRowTable, rows);
}

export const findSourceRowsAt = (
  read: EntityManager,
  places: readonly Pick<SourceRow, 'publicationId' | 'line'>[],
): Promise<SourceRow[]> =>
  read.findBy(SourceRowTable, {
    publicationId: In([...new Set(places.map(({ publicationId }) => publicationId))]),
    line: In([...new Set(places.map(({ line }) => line))]),
  });

/** Of each list one row more than `limit` where there is more. */
export async function firstRowsOfEach(
  read: EntityManager,
  publicationIds: readonly string[],
  { limit, afterKey }: Page,
): Promise<ReadonlyMap<string, readonly SourceRow[]>> {
  const lines = await firstBelowEach(
    read,
    { table: 'source_row', key: 'line', where: 'publicationId = ?' },
    new Map(publicationIds.map((id) => [id, id])),
    { after: Number(afterKey) || 0, limit },
  );
  const places = [...lines].flatMap(([publicationId, own]) =>
    own.map((line) => ({ publicationId, line: toSafeInteger(line) })),
  );
  const rows = await findSourceRowsAt(read, places);
  const rowAt = new Map(rows.map((row) => [`${row.publicationId} ${row.line}`, row]));
  return new Map([...lines].map(([id, own]) => [id, own.map((line) => rowAt.get(`${id} ${line}`)!)]));
}
