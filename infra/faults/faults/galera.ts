import { setTimeout as wait } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { inBusyCity } from '../city/busy';
import { countOf, working } from '../city/watch';
import { type Fault, onEngines } from '../fault';
import { watchBalances } from '../city/balances';

const kills = 5;

export const galeraNodes: Fault = {
  name: 'galera',
  what: 'a Galera node that services write to is SIGKILLed, and comes back, while clients move money and cast ballots',
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
          const reading = watchBalances(addresses.map((address) => `${address}/city_funding`));
          let cut = 0;
          let withoutMs = 0;
          try {
            for (let kill = 1; kill <= kills; kill++) {
              await working(load);
              await wait(chance.below(2_000));
              const used = await Promise.all(addresses.map(countConnections));
              const victim = chance.pick([0, 1, 2].filter((i) => used[i]! > 0));
              cut += used[victim]!;
              await servers[victim]!.kill();
              const killedAt = Date.now();
              // With a node less and without a start of theirs.
              await working(load);
              const back = Date.now() - killedAt;
              withoutMs += back;
              await start();
              const { acknowledged } = countOf(load);
              round.say(
                `kill ${kill} of ${kills}: ${servers[victim]!.name} with ${used[victim]} connections; ` +
                  `money and ballots again after ${back} ms; ${acknowledged} acknowledged`,
              );
            }
          } finally {
            await reading.stop();
          }
          return {
            faults: kills,
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

/** How many connections services have to a node. */
async function countConnections(address: string): Promise<number> {
  const connection = await createConnection(address);
  try {
    const [rows] = await connection.query(
      "SELECT COUNT(*) AS there FROM information_schema.PROCESSLIST WHERE DB LIKE 'city%' AND USER = 'root'",
    );
    return Number((rows as { there: number }[])[0]!.there);
  } finally {
    await connection.end();
  }
}
