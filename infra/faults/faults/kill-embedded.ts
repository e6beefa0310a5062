import { setTimeout as wait } from 'node:timers/promises';
import { inBusyCity } from '../city/busy';
import type { Fault } from '../fault';

const kills = { short: 3, long: 50 };

export const killEmbedded: Fault = {
  name: 'kill-embedded',
  what: 'one process of all services on SQLite files is SIGKILLed while clients move money and cast ballots',
  rounds: 20,
  needs: 'nothing',
  seconds: { short: 180, long: 900 },
  run: (round) =>
    inBusyCity(round, null, async (city, load) => {
      const chance = round.random('killer');
      const total = kills[round.form];
      for (let kill = 1; kill <= total; kill++) {
        await wait(300 + chance.below(900));
        await city.strike(city.parts[0]!);
        round.say(`kill ${kill} of ${total}, ${load.asked.length} requests came to an end`);
      }
      return { faults: total };
    }),
};
