import type { Page } from '@anju/runtime/connection';
import { byPage, pageKey } from '@anju/runtime/page-key';
import type { EntityManager } from 'typeorm';

/** A table whose rows belong to a parent, and the key by which they are listed below it. */
interface Children {
  readonly table: string;
  readonly parent: string;
  readonly key: string;
}

/**
 * For each parent the keys of its first children behind `afterKey`, one more than `limit` where there is
 * more: one statement for a whole page of parents. The names come from the code, never from a request.
 */
export async function firstOfEach(
  read: EntityManager,
  { table, parent, key }: Children,
  parents: readonly string[],
  { limit, afterKey }: Page,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows: { parent: string; child: string }[] = await read.query(
    `SELECT parent, child
       FROM (SELECT ${parent} AS parent, ${key} AS child,
                    ROW_NUMBER() OVER (PARTITION BY ${parent} ORDER BY ${key}) AS place
               FROM ${table}
              WHERE ${parent} IN (${parents.map(() => '?').join(', ')}) AND ${key} > ?) AS numbered
      WHERE place <= ?
      ORDER BY parent, child`,
    [...parents, afterKey ?? '', limit + 1],
  );
  const children = new Map<string, string[]>();
  for (const row of rows) children.set(row.parent, [...(children.get(row.parent) ?? []), row.child]);
  return children;
}

/**
 * Loader of pages of children: keys are `pageKey`s, and one page size and place takes two statements, of
 * however many parents.
 */
export async function pagesOfChildren<Child>(
  read: EntityManager,
  children: Children,
  keys: readonly string[],
  byId: (ids: readonly string[]) => Promise<ReadonlyMap<string, Child>>,
): Promise<ReadonlyMap<string, readonly Child[]>> {
  const pages = new Map<string, readonly Child[]>();
  for (const { page, parents } of byPage(keys)) {
    const idsOf = await firstOfEach(read, children, parents, page);
    const found = await byId([...new Set([...idsOf.values()].flat())]);
    for (const [parent, ids] of idsOf) {
      pages.set(
        pageKey(parent, page),
        ids.map((id) => found.get(id)!),
      );
    }
  }
  return pages;
}
