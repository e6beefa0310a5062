import { setTimeout as wait } from 'node:timers/promises';
import { until } from '@anju/local/client';
import { createConnection } from 'mysql2/promise';
import { inBusyCity } from '../city/busy';
import { countOf, working } from '../city/watch';
import type { Fault } from '../fault';
import { onEngines } from '../on-engines';
import { watchBalances } from '../city/balances';

/** Every third one hangs, the others are killed. */
const strikes = 7;
const isHang = (strike: number) => strike % 3 === 0;

export const galeraNodes: Fault = {
  name: 'galera',
  what: 'a Galera node that services write to is SIGKILLed or SIGSTOPped, and comes back, while clients move money and cast ballots',
  rounds: 2,
  needs: 'engines',
  seconds: { short: null, long: 1_800 },
  run: (round) =>
    onEngines(
      round,
      (engines) =>
        inBusyCity(round, engines, async (city, load) => {
          const { servers, addresses, start } = engines.mariadb;
          const chance = round.random('killer');
          const reading = watchBalances(await forReader(addresses));
          let cut = 0;
          let withoutMs = 0;
          try {
            for (let strike = 1; strike <= strikes; strike++) {
              await working(load);
              await wait(chance.below(2_000));
              const used = await Promise.all(addresses.map(countConnections));
              const victim = chance.pick([0, 1, 2].filter((i) => used[i]! > 0));
              const server = servers[victim]!;
              cut += used[victim]!;
              const pid = server.pid()!;
              if (isHang(strike)) process.kill(pid, 'SIGSTOP');
              else await server.kill();
              const struckAt = Date.now();
              // With a node less and without a start of theirs.
              await working(load);
              const back = Date.now() - struckAt;
              withoutMs += back;
              if (isHang(strike)) {
                process.kill(pid, 'SIGCONT');
                // Its cluster went on without it: it comes back by itself, or ends. The others are asked whether it has: it takes
                // itself for one of them until it hears that it is not, and with the next one gone too no majority were left.
                await until(
                  'it to come back',
                  async () => server.pid() === null || isWhole(addresses),
                  backMs,
                );
              }
              await start();
              const { acknowledged } = countOf(load);
              round.say(
                `${strike} of ${strikes}: ${server.name} with ${used[victim]} connections ${isHang(strike) ? 'hung' : 'was killed'}; ` +
                  `money and ballots again after ${back} ms; ${acknowledged} acknowledged`,
              );
            }
          } finally {
            await reading.stop();
          }
          return {
            faults: strikes,
            found: [
              ...reading.found,
              ...(reading.reads() > 0 ? [] : ['nothing was shown: no balance was read']),
            ],
            figures: {
              'connections cut': cut,
              'reads of all balances': reading.reads(),
              'reads that failed': reading.failed(),
              'ms until money moved and ballots were cast again, all together': withoutMs,
            },
          };
        }),
      { nodes: 3 },
    ),
};

/** However slow the machine is. */
const backMs = 120_000;

/** Whether each node is in one cluster with all others. */
async function isWhole(addresses: readonly string[]): Promise<boolean> {
  const sizes = await Promise.all(addresses.map(sizeOfCluster));
  return sizes.every((size) => size === addresses.length);
}

/** As a node sees it that is in a majority; 0 of another, and of one that does not answer. */
async function sizeOfCluster(address: string): Promise<number> {
  try {
    const connection = await createConnection({ uri: address, connectTimeout: 1_000 });
    try {
      const [rows] = await connection.query(
        "SHOW STATUS WHERE Variable_name IN ('wsrep_cluster_status', 'wsrep_cluster_size')",
      );
      const status = new Map(
        (rows as { Variable_name: string; Value: string }[]).map((row) => [row.Variable_name, row.Value]),
      );
      return status.get('wsrep_cluster_status') === 'Primary' ? Number(status.get('wsrep_cluster_size')) : 0;
    } finally {
      connection.destroy();
    }
  } catch {
    return 0;
  }
}

/** Funding's schema on each node, for a user of its own: only services are counted as such. */
async function forReader(addresses: readonly string[]): Promise<readonly string[]> {
  const connection = await createConnection(addresses[0]!);
  try {
    await connection.query("CREATE USER reader@'%'");
    await connection.query("GRANT SELECT ON *.* TO reader@'%'");
  } finally {
    await connection.end();
  }
  return addresses.map((address) => {
    const url = new URL('city_funding', address);
    url.username = 'reader';
    return url.href;
  });
}

/** How many connections services have to a node. */
async function countConnections(address: string): Promise<number> {
  const connection = await createConnection(address);
  try {
    // It is asked of a node that is behind and busy, and need not wait for what others wrote.
    await connection.query('SET SESSION wsrep_sync_wait = 0');
    const [rows] = await connection.query(
      "SELECT COUNT(*) AS there FROM information_schema.PROCESSLIST WHERE DB LIKE 'city%' AND USER = 'root'",
    );
    return Number((rows as { there: number }[])[0]!.there);
  } finally {
    await connection.end();
  }
}
