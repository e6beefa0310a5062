import { selectUnited } from '@anju/runtime/united';
import type { EntityManager } from 'typeorm';

/** How rows are found below a parent; the names come from the code, never from a request. */
interface Below {
  readonly table: string;
  /** What they are listed by and, in the words of SQL, the parent they are listed below. */
  readonly key: string;
  readonly where: string;
  /** What stands for the further question marks of `where`, behind the parent. */
  readonly besides?: readonly string[];
}

/**
 * The keys of the first rows behind `after` below each of these, one more than `limit` where there is more: one
 * statement, which reads no more of any parent than is asked for. A row may be below several.
 */
export async function firstBelowEach<Key extends string | number>(
  read: EntityManager,
  { table, key, where, besides = [] }: Below,
  parents: ReadonlyMap<string, string>,
  { after, limit }: { readonly after: Key; readonly limit: number },
): Promise<ReadonlyMap<string, readonly Key[]>> {
  const one = `SELECT * FROM (SELECT ? AS parent, ${key} AS child FROM ${table}
                               WHERE ${where} AND ${key} > ? ORDER BY ${key} LIMIT ?) AS listed`;
  const rows = await selectUnited<{ parent: string; child: Key }>(
    read,
    [...parents].map(([parent, value]) => ({
      sql: one,
      parameters: [parent, value, ...besides, after, limit + 1],
    })),
  );
  const children = new Map<string, Key[]>([...parents.keys()].map((parent) => [parent, []]));
  for (const { parent, child } of rows) children.get(parent)!.push(child);
  return children;
}
