import { connect, type Socket } from 'node:net';
import mysql2 from 'mysql2';

/** Where a server listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** As long as a lease lasts, which is how long a process may stand still before others do its work. */
const idleSeconds = 10;

/**
 * READ COMMITTED: what is read after a lock was taken is the newest, and no gap is locked. And a process that stands
 * still in the middle of a transaction would keep every row it has locked from whoever takes over from it: the server
 * gives such a transaction up. Nothing of it was acknowledged, and a process that wakes finds its connection gone.
 * Both are said once to each connection, not before each transaction.
 */
const sessionSettings = [
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  `SET SESSION idle_transaction_timeout = ${idleSeconds}`,
];

/**
 * mysql2 for TypeORM, on the nodes of a cluster, or one server. A process has all its connections to one node, since
 * writes to several meet each other at COMMIT. Where that node does not take a connection, or says that its cluster
 * has left it behind, the process goes on to the next and stays there; after the last comes the first. What it has of
 * other nodes is given up as it comes out of the pool.
 */
export const driverFor = (nodes: readonly Address[]) => ({
  ...mysql2,
  createPool: (options: mysql2.PoolOptions) => {
    // Which node is in use, and how often that changed.
    let turn = 0;
    const leave = (since: number) => {
      if (since === turn) turn++;
    };
    const turnOf = new WeakMap<object, number>();
    const pool = mysql2.createPool({ ...options, stream: () => dial(nodes[turn % nodes.length]!) });

    pool.on('connection', (connection) => {
      for (const sql of sessionSettings)
        // On one that does not know it nothing may run.
        connection.query(sql, (error) => error && connection.destroy());
      const query = connection.query.bind(connection) as (...args: unknown[]) => mysql2.Query;
      connection.query = (...args: unknown[]) => {
        const done = args.at(-1);
        if (typeof done !== 'function') return query(...args);
        return query(...args.slice(0, -1), (error: unknown, ...answer: unknown[]) => {
          if (isLeftBehind(error)) {
            leave(turnOf.get(connection)!);
            connection.destroy();
          }
          done(error, ...answer);
        });
      };
    });

    const take = pool.getConnection.bind(pool);
    pool.getConnection = (done) => {
      let left = nodes.length;
      const attempt = () => {
        const since = turn;
        take((error, connection) => {
          if (error) {
            const next = isAway(error);
            if (next) leave(since);
            return next && --left > 0 ? attempt() : done(error, connection);
          }
          const known = turnOf.get(connection);
          if (known === undefined) turnOf.set(connection, since);
          else if (known !== turn) {
            connection.destroy();
            return attempt();
          }
          done(null, connection);
        });
      };
      attempt();
    };
    return pool;
  },
});

/** As mysql2 does it, with the address of the moment. */
function dial({ host, port }: Address): Socket {
  const socket = connect(port, host);
  socket.setNoDelay(true);
  return socket.once('connect', () => socket.setKeepAlive(true));
}

/** A node that is outside of its cluster, or not yet in it, says so to whoever asks for a table. */
export const isLeftBehind = (error: unknown): boolean => (error as { errno?: number } | null)?.errno === 1047;

/** No answer, or one that is about the connection and not about who asks for it. */
const isAway = ({ sqlState = '08' }: NodeJS.ErrnoException & { readonly sqlState?: string }): boolean =>
  sqlState.startsWith('08');
