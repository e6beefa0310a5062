import { setTimeout as wait } from 'node:timers/promises';
import { inBusyCity } from '../city/busy';
import type { Fault } from '../fault';
import { onEngines } from '../on-engines';

const kills = { short: 2, long: 20 };
/** Which kills of a round take an engine along; the short form leaves that to `outages`. */
const withEngine = [5, 15];

export const killServices: Fault = {
  name: 'kill-services',
  what: 'services on MariaDB and Kafka, and now and then these, are SIGKILLed while clients move money and cast ballots',
  rounds: 10,
  needs: 'engines',
  seconds: { short: 180, long: 900 },
  run: (round) =>
    onEngines(round, (engines) =>
      inBusyCity(round, engines, async (city, load) => {
        const chance = round.random('killer');
        let enginesKilled = 0;
        const total = kills[round.form];
        const first = chance.below(city.parts.length);
        for (let kill = 1; kill <= total; kill++) {
          await wait(300 + chance.below(900));
          if (withEngine.includes(kill)) {
            const engine = chance.pick([engines.database, engines.broker]);
            await engine.kill();
            await engine.start();
            enginesKilled++;
          }
          // Each service in its turn; in the short form, which two is the seed's to say.
          await city.strike(city.parts[(first + kill) % city.parts.length]!);
          round.say(`kill ${kill} of ${total}, ${load.asked.length} requests came to an end`);
        }
        return { faults: total, figures: { 'engines killed as well': enginesKilled } };
      }),
    ),
};
