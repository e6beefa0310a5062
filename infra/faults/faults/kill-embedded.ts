import { setTimeout as wait } from 'node:timers/promises';
import { checkCity } from '../city/checker';
import { openCity } from '../city/city';
import { startLoad } from '../city/load';
import { outcomeOf } from '../city/outcome';
import { prepare } from '../city/prelude';
import { readCity } from '../city/rows';
import { settled } from '../city/settled';
import type { Fault } from '../fault';

const kills = { short: 8, long: 50 };

export const killEmbedded: Fault = {
  name: 'kill-embedded',
  what: 'one process of all services on SQLite files is SIGKILLed while clients move money and cast ballots',
  rounds: 20,
  needs: 'nothing',
  seconds: { short: 180, long: 900 },
  run: async ({ form, folder, random, say }) => {
    const city = await openCity(folder, null);
    try {
      const scene = await prepare(city);
      const load = startLoad(city, scene, random);
      const chance = random('killer');
      for (let kill = 1; kill <= kills[form]; kill++) {
        await wait(300 + chance.below(900));
        await city.strike(city.parts[0]!);
        say(`kill ${kill} of ${kills[form]}, ${load.asked.length} requests came to an end`);
      }
      await load.stop();
      await settled(city, scene);
      await city.stop();
      const db = await city.open();
      try {
        return outcomeOf(kills[form], load, checkCity(load.asked, await readCity(db)));
      } finally {
        await Promise.all(Object.values(db).map((each) => each.close()));
      }
    } finally {
      await city.stop();
    }
  },
};
