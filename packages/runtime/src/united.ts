import type { EntityManager } from 'typeorm';

/** SQLite takes 500 parts of one statement; each has parameters besides, of which either engine takes more than enough. */
const mostParts = 400;

interface Part {
  /** A SELECT. */
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** What some SELECTs find together, in one statement, or one for each four hundred of them. */
export async function selectUnited<Row>(read: EntityManager, parts: readonly Part[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = 0; from < parts.length; from += mostParts) {
    const some = parts.slice(from, from + mostParts);
    const sql = some.map((part) => part.sql).join(' UNION ALL ');
    rows.push(
      ...((await read.query(
        sql,
        some.flatMap(({ parameters }) => parameters),
      )) as Row[]),
    );
  }
  return rows;
}
