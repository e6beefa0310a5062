import { setTimeout as wait } from 'node:timers/promises';
import type mysql2 from 'mysql2';
import { isAway, isFull, lost } from './mariadb-errors';
import type { Address, Connection, Turns } from './mariadb-turns';

type Wanted = Parameters<mysql2.Pool['getConnection']>[0];
const askAgainMs = 250;

/**
 * A connection of a pool, to the node whose turn it is. Where that one takes none, the next is asked; one that has as
 * many as it takes is waited for, since those of others end, unless another node has room.
 */
export function takeFrom(
  pool: mysql2.Pool,
  turns: Turns,
  freeMs: number,
  hasRoom: (node: Address) => Promise<boolean>,
): mysql2.Pool['getConnection'] {
  const take = pool.getConnection.bind(pool);

  // However many wait: the other nodes are asked by one of them.
  let looking: Promise<void> | null = null;
  const lookForRoom = async (turn: number) => {
    for (const { node, distance } of turns.othersThan(turn))
      if (await hasRoom(node)) return turns.move(turn, distance);
    await wait(askAgainMs);
  };

  return (wanted) => {
    let late = false;
    let full: NodeJS.ErrnoException | null = null;
    const timer = setTimeout(() => {
      late = true;
      const error = lost(`No connection within ${freeMs} ms${full ? `: ${full.message}` : ''}`);
      // Which says nothing of the node.
      const why = { sqlState: 'HY000', ...(full ? { code: full.code, cause: full } : {}) };
      wanted(Object.assign(error, why) as never, undefined as never);
    }, freeMs);
    const done: Wanted = (error, connection) => {
      if (late) return connection?.release();
      clearTimeout(timer);
      wanted(error, connection);
    };

    let left = turns.count;
    const attempt = () => {
      if (late) return;
      const turn = turns.now();
      take((error, connection) => {
        if (!error) {
          if (turns.of((connection as Connection).stream) === turns.now()) return done(null, connection);
          connection.destroy();
          return attempt();
        }
        full = isFull(error) ? error : null;
        if (full) {
          left = turns.count;
          looking ??= lookForRoom(turn).finally(() => (looking = null));
          return void looking.then(attempt);
        }
        if (!isAway(error)) return done(error, connection);
        turns.leave(turn);
        if (--left > 0) return attempt();
        done(error, connection);
      });
    };
    attempt();
  };
}
