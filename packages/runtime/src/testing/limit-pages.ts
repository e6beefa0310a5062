import type { Database } from '@anju/runtime/database';

type Prepare = (connection: { readonly pragma: (sql: string) => unknown }) => unknown;

/** SQLite's own limit, which is above what any disk has. */
const unlimited = 4_294_967_294;

/** Lets a SQLite file grow by so many pages and no further, null as it likes; on connections to come as well. */
export const limitPages = ({ inTurn, writer }: Database, more: number | null): Promise<void> =>
  inTurn(async () => {
    const [{ page_count: now }] = await writer.query('PRAGMA page_count');
    const limit = `max_page_count = ${more === null ? unlimited : now + more}`;
    const options = writer.options as { prepareDatabase: Prepare };
    const usual = options.prepareDatabase;
    options.prepareDatabase = (connection) => {
      usual(connection);
      connection.pragma(limit);
    };
    await writer.query(`PRAGMA ${limit}`);
  });
