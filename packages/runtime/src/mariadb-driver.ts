import { connect, type Socket } from 'node:net';
import mysql2 from 'mysql2';
import { isAway, isFull, isLeftBehind, lost } from './mariadb-errors';
import { takeFrom } from './mariadb-pool';
import { type Address, type Connection, takeTurns } from './mariadb-turns';

/** How long a connection may be silent before it is probed, ten times in ten seconds. */
const probeAfterMs = 10_000;

/** As long as a lease lasts, which is how long a process may stand still before others do its work. */
const idleSeconds = 10;

/** How long is waited: for rows, for a table, for a node. */
export interface Waits {
  /** A statement, for rows that another transaction has. */
  readonly rowSeconds: number;
  /** A statement, for a table that is being changed, or a backup that stops commits. */
  readonly tableSeconds: number;
  /**
   * A statement goes unanswered for so long before its node is asked after it, and between two such questions. One that
   * changes a big table may take as long as it needs: its node says that it is under way.
   */
  readonly unansweredMs: number;
  /** A node, asked so, to answer. */
  readonly answerMs: number;
  /** A node, to take a connection. */
  readonly connectMs: number;
  /** Whoever needs a connection, where all are in use, or the server has as many as it takes. */
  readonly freeMs: number;
  /** Whoever starts, for another that brings the schema up to date. */
  readonly schemaSeconds: number;
}

/**
 * The server's own fifty seconds for a row, taken again and again, would outlast whoever asked. What is tried again begins
 * within 15 seconds (`transaction`); with the longest of these for a connection and for a table it is over after 45.
 */
export const usualWaits: Waits = {
  rowSeconds: 5,
  tableSeconds: 15,
  unansweredMs: 5_000,
  answerMs: 3_000,
  connectMs: 5_000,
  freeMs: 15_000,
  schemaSeconds: 600,
};

/**
 * READ COMMITTED: what is read after a lock was taken is the newest, and no gap is locked. And a process that stands
 * still in the middle of a transaction would keep every row it has locked from whoever takes over from it: the server
 * gives such a transaction up. Nothing of it was acknowledged, and a process that wakes finds its connection gone.
 * All are said once to each connection, not before each transaction.
 */
const sessionSettings = ({ rowSeconds, tableSeconds }: Waits) => [
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  `SET SESSION idle_transaction_timeout = ${idleSeconds}, innodb_lock_wait_timeout = ${rowSeconds}, lock_wait_timeout = ${tableSeconds}`,
];

/**
 * mysql2 for TypeORM, on the nodes of a cluster, or one server. A process has all its connections to one node, since
 * writes to several meet each other at COMMIT. Where that node takes no connection, hangs, or says that its cluster has
 * left it behind, the process goes on to the next and stays there; after the last comes the first. What it has of other
 * nodes is given up as it comes out of the pool.
 */
export const driverFor = (nodes: readonly Address[], waits = usualWaits) => ({
  ...mysql2,
  createPool: (options: mysql2.PoolOptions) => {
    const turns = takeTurns(nodes);
    const stream = () => {
      const socket = dial(turns.nodeOf(turns.now()));
      turns.keep(socket);
      return socket;
    };
    const pool = mysql2.createPool({
      ...options,
      stream,
      connectTimeout: waits.connectMs,
      // A stack for each statement, in case it fails: TypeORM has one of its own then.
      trace: false,
    });

    /**
     * Gives a connection up, with all that waits for it, where its node does not answer at all, or twice in a row has
     * nothing to do for it: once its answer may be on the way.
     */
    const askAfter = async (
      { stream: socket, threadId }: Connection,
      before: Standing,
      isWaiting: () => boolean,
    ): Promise<Standing> => {
      const turn = turns.of(socket);
      const node = turns.nodeOf(turn);
      const standing = await lookFor(threadId, node, options, waits);
      if (!isWaiting()) return standing;
      const address = `${node.host}:${node.port}`;
      if (standing === 'NO_NODE') {
        turns.leave(turn);
        socket.destroy(lost(`${address} does not answer`));
      } else if (standing === 'IDLE' && before === 'IDLE') {
        turns.renew(turn);
        socket.destroy(
          lost(`${address} has nothing to do for connection ${threadId}, which waits for an answer`),
        );
      }
      return standing;
    };

    pool.on('connection', (connection: Connection) => {
      for (const sql of sessionSettings(waits))
        // On one that does not know it nothing may run.
        connection.query(sql, (error) => error && connection.destroy());
      const { stream: socket } = connection;
      const query = connection.query.bind(connection) as (...args: unknown[]) => mysql2.Query;
      const underWay = new Set<(error: unknown) => void>();
      // mysql2 forgets what stands behind a statement after which it gave its connection up.
      socket.once('close', () =>
        setImmediate(() => [...underWay].forEach((end) => end(lost('The connection was given up')))),
      );
      connection.query = (...args: unknown[]) => {
        const done = args.at(-1);
        if (typeof done !== 'function') return query(...args);
        const end = (error: unknown, ...answer: unknown[]) => {
          if (!underWay.delete(end)) return;
          clearInterval(watch);
          if (isLeftBehind(error)) {
            turns.leave(turns.of(socket));
            connection.destroy();
          }
          done(error, ...answer);
        };
        let standing: Standing = 'UNDER_WAY';
        const look = async () =>
          void (standing = await askAfter(connection, standing, () => underWay.has(end)));
        const watch = setInterval(() => void look(), waits.unansweredMs);
        underWay.add(end);
        return query(...args.slice(0, -1), end);
      };
    });

    pool.getConnection = takeFrom(pool, turns, waits.freeMs, (node) => hasRoom(node, options, waits));
    return pool;
  },
});

/** What a node says of a connection on which a statement goes unanswered. */
type Standing = 'UNDER_WAY' | 'IDLE' | 'NO_NODE';

/**
 * Asked on a connection of its own; that the node refuses this one is an answer too. A node that takes it and says
 * nothing more, as through a proxy, has nothing to do for the other that could be seen.
 */
function lookFor(
  threadId: number,
  node: Address,
  { user = '', password = '' }: mysql2.PoolOptions,
  { answerMs }: Waits,
): Promise<Standing> {
  return new Promise((resolve) => {
    const asking = mysql2.createConnection({ ...node, user, password, connectTimeout: answerMs });
    const end = (standing: Standing) => {
      resolve(standing);
      asking.destroy();
    };
    asking.on('error', () => undefined);
    asking.connect((refused) => {
      // One that has no room for the question is there, and what goes on there cannot be seen.
      if (refused) return end(isAway(refused) && !isFull(refused) ? 'NO_NODE' : 'UNDER_WAY');
      const sql = 'SELECT COMMAND AS command FROM information_schema.PROCESSLIST WHERE ID = ?';
      asking.query<mysql2.RowDataPacket[]>({ sql, timeout: answerMs }, [threadId], (error, rows) => {
        const [row] = rows ?? [];
        const idle = error ? isAway(error) : !row || row['command'] === 'Sleep';
        end(idle ? 'IDLE' : 'UNDER_WAY');
      });
    });
  });
}

/** Whether a node takes one connection more. */
function hasRoom(
  node: Address,
  { user = '', password = '' }: mysql2.PoolOptions,
  { answerMs }: Waits,
): Promise<boolean> {
  return new Promise((resolve) => {
    const asking = mysql2.createConnection({ ...node, user, password, connectTimeout: answerMs });
    asking.on('error', () => undefined);
    asking.connect((refused) => {
      resolve(!refused);
      asking.destroy();
    });
  });
}

/**
 * As mysql2 does it, with the address of the moment; and one that nobody answers any more, as where a firewall has
 * forgotten it, is found out by probes: with those of the system alone after hours.
 */
function dial({ host, port }: Address): Socket {
  const socket = connect(port, host);
  socket.setNoDelay(true);
  return socket.once('connect', () => socket.setKeepAlive(true, probeAfterMs));
}
