import type { EntityManager, EntitySchema, ObjectLiteral } from 'typeorm';

/** Well below what a statement may have of parameters, in every table. */
const atOnce = 500;

/** Inserts any number of rows, a few statements for all of them. */
export async function insertMany<Row extends ObjectLiteral>(
  tx: EntityManager,
  table: EntitySchema<Row>,
  rows: readonly Row[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += atOnce) {
    await tx.insert(table, rows.slice(from, from + atOnce) as never);
  }
}
