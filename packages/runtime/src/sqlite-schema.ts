import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { outboxWrittenOnce } from './outbox';
import { UnusableData } from './mendable';

/** What of a service's tables nobody changes: SQLite gets triggers for it, migrations have their own. */
export interface Unchanging {
  /** Tables whose rows are never changed nor deleted. */
  readonly appendOnly: readonly string[];
  /** By table, the columns that keep what they were inserted with, in rows that are never deleted. */
  readonly writtenOnce?: Readonly<Record<string, readonly string[]>>;
}

/**
 * Builds the tables once and stores a hash of them in the file. Another hash later means that the code
 * has other tables now: the start is refused, for nothing is ever "synchronised" over durable data. The
 * hash is written last, so a first start that was killed is done again.
 */
export async function buildSqliteSchema(
  db: DataSource,
  file: string,
  { appendOnly, writtenOnce: kept = {} }: Unchanging,
) {
  const triggers = [
    ...writtenOnce('outbox', outboxWrittenOnce),
    ...writtenOnce('audit_entry'),
    ...appendOnly.flatMap((table) => writtenOnce(table)),
    ...Object.entries(kept).flatMap(([table, columns]) => keptColumns(table, columns)),
    ...['outbox', 'audit_entry', ...appendOnly, ...Object.keys(kept)].map((table) => noReplace(db, table)),
  ];
  const expected = hash(db.options.entities, triggers);
  const [{ user_version: found }] = await db.query('PRAGMA user_version');
  if (found === expected) return;
  if (found !== 0) {
    throw new UnusableData(file, { zh: '中的表与本程序不同', en: 'holds other tables than this code' });
  }
  await db.synchronize();
  for (const trigger of triggers) await db.query(trigger);
  await db.query(`PRAGMA user_version = ${expected}`);
}

/** Triggers against deleting a row and against setting these columns, or any. */
const writtenOnce = (table: string, columns?: readonly string[]): string[] => [
  `CREATE TRIGGER IF NOT EXISTS ${table}_no_update BEFORE UPDATE ${columns ? `OF ${columns.join(', ')}` : ''}
     ON ${table} ${refuse(table)}`,
  noDelete(table),
];

/** Triggers against deleting a row and against changing these columns, where all are set to what they were. */
const keptColumns = (table: string, columns: readonly string[]): string[] => [
  `CREATE TRIGGER IF NOT EXISTS ${table}_no_update BEFORE UPDATE ON ${table}
     WHEN NOT (${columns.map((column) => `OLD.\`${column}\` IS NEW.\`${column}\``).join(' AND ')}) ${refuse(table)}`,
  noDelete(table),
];

const noDelete = (table: string) =>
  `CREATE TRIGGER IF NOT EXISTS ${table}_no_delete BEFORE DELETE ON ${table} ${refuse(table)}`;

/**
 * REPLACE deletes the row that stands in its way, and outside of this program, where `recursive_triggers` is off, no
 * trigger against deleting sees it.
 */
function noReplace(db: DataSource, table: string): string {
  const { primaryColumns, indices, uniques } = db.getMetadata(table);
  const keys = [
    primaryColumns,
    ...[...uniques, ...indices.filter(({ isUnique }) => isUnique)].map((each) => each.columns),
  ];
  const taken = keys.map((columns) =>
    columns.map(({ databaseName: it }) => `\`${it}\` = NEW.\`${it}\``).join(' AND '),
  );
  return `CREATE TRIGGER IF NOT EXISTS ${table}_no_replace BEFORE INSERT ON ${table}
     WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${taken.map((each) => `(${each})`).join(' OR ')}) ${refuse(table)}`;
}

const refuse = (table: string) => `BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`;

/** 31 bits, never 0: what fits `user_version`. */
const hash = (...parts: unknown[]) =>
  (createHash('sha256').update(JSON.stringify(parts)).digest().readUInt32BE() >>> 1) | 1;
