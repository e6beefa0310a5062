import type { Socket } from 'node:net';
import type mysql2 from 'mysql2';

/** Where a server listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Of mysql2, which has the socket and does not declare it. */
export type Connection = mysql2.PoolConnection & { readonly stream: Socket };

/**
 * Which of a cluster's nodes a process has its connections to: one at a time, since writes to several meet each other at
 * COMMIT. A turn is a node and what was connected to it since it was taken; what is of an earlier turn is given up as it
 * comes out of the pool.
 */
export function takeTurns(nodes: readonly Address[]) {
  let turn = 0;
  const turnOf = new WeakMap<Socket, number>();
  const nodeOf = (of: number) => nodes[of % nodes.length]!;
  const move = (of: number, by: number) => {
    if (of === turn) turn += by;
  };
  return {
    count: nodes.length,
    now: () => turn,
    nodeOf,
    /** The other nodes, in their order behind it, each with its distance. */
    othersThan: (of: number) => nodes.slice(1).map((_, i) => ({ node: nodeOf(of + i + 1), distance: i + 1 })),
    /** Where it is the turn still: so many nodes on; after the last comes the first. */
    move,
    leave: (of: number) => move(of, 1),
    /** Of the same node, but none of the connections that are there: each would be found out alone, one after the other. */
    renew: (of: number) => move(of, nodes.length),
    keep: (socket: Socket) => turnOf.set(socket, turn),
    of: (socket: Socket) => turnOf.get(socket)!,
  };
}

export type Turns = ReturnType<typeof takeTurns>;
