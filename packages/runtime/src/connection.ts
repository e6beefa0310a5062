import { GraphQLError } from 'graphql';

/** How many a list gives at most, and how many unless told. */
export const pageSize = { most: 100, usual: 20 };

/** What a list field takes: how many, and after which one (keyset, so a page never shifts). */
export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** A page as `readPage` reads it. */
export interface Page {
  readonly limit: number;
  readonly afterKey: string | null;
}

/** Reads `first` (1 to 100, 20 unless told) and the key that `after` points behind. */
export function readPage({ first, after }: PageArgs): Page {
  const { most, usual } = pageSize;
  const limit = first ?? usual;
  if (limit < 1 || limit > most) {
    throw badInput(`first 必须在 1 到 ${most} 之间。/ first must be from 1 to ${most}.`);
  }
  return { limit, afterKey: after ? decode(after) : null };
}

/**
 * A Relay connection from rows read with `take: limit + 1` in the order of their key.
 * `keyOf` gives the text the next page starts behind.
 */
export function connectionOf<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => string) {
  const page = rows.slice(0, limit);
  const edges = page.map((node) => ({ node, cursor: encode(keyOf(node)) }));
  return {
    edges,
    nodes: page,
    pageInfo: { hasNextPage: rows.length > limit, endCursor: edges.at(-1)?.cursor ?? null },
  };
}

const encode = (key: string) => Buffer.from(key, 'utf8').toString('base64url');

function decode(cursor: string): string {
  const key = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!key || encode(key) !== cursor) {
    throw badInput('after 不是本列表给出的游标。/ after is not a cursor this list gave.');
  }
  return key;
}

const badInput = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
