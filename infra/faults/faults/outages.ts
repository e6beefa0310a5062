import { inBusyCity } from '../city/busy';
import { countOf, keepsSaying, type Ready, saying, unclearOf, working } from '../city/watch';
import type { Killable } from '../engines';
import type { Fault } from '../fault';
import { onEngines } from '../on-engines';

const seconds = { short: { database: 2, broker: 3 }, long: { database: 60, broker: 600 } };

const withoutDatabase: Ready = { status: 503, database: 'no answer', broker: 'ok' };
const withoutBroker: Ready = { status: 200, database: 'ok', broker: 'no answer' };
const whole: Ready = { status: 200, database: 'ok', broker: 'ok' };

export const outages: Fault = {
  name: 'outages',
  what: 'the database is away for a minute, and then the broker for ten; each comes back, and no service is started for it',
  rounds: 3,
  needs: 'engines',
  seconds: { short: 180, long: 1800 },
  run: (round) =>
    onEngines(round, (engines) =>
      inBusyCity(round, engines, async (city, load) => {
        const { database, broker } = seconds[round.form];
        const found: string[] = [];

        await working(load);
        const refused = await away(engines.database, async () => {
          await saying(city, withoutDatabase);
          const before = countOf(load);
          found.push(...(await keepsSaying(city, [withoutDatabase], database)));
          const after = countOf(load);
          if (after.acknowledged > before.acknowledged)
            found.push(`${after.acknowledged - before.acknowledged} were acknowledged without a database`);
          return after.refused - before.refused;
        });
        await saying(city, whole);
        await working(load);
        round.say(`the database is back, ${refused} requests were refused`);
        if (refused === 0) found.push('nothing was shown: 0 requests were refused without a database');
        found.push(...unclearOf(load));

        // Those that saw the one come back are not those that see the other.
        await Promise.all(city.parts.map(city.strike));
        const queued = await away(engines.broker, async () => {
          await saying(city, withoutBroker);
          // Who was under way when it went is through.
          await working(load);
          const before = countOf(load);
          found.push(...(await keepsSaying(city, [withoutBroker], broker)));
          await working(load);
          const after = countOf(load);
          const failed = after.failed + after.refused - before.failed - before.refused;
          if (failed > 0) found.push(`${failed} requests failed for want of a broker`);
          return after.acknowledged - before.acknowledged;
        });
        await saying(city, whole);
        round.say(`the broker is back, ${queued} requests were acknowledged without it`);
        return {
          faults: 2,
          found,
          figures: { 'refused without a database': refused, 'acknowledged without a broker': queued },
        };
      }),
    ),
};

/** An engine is killed, and started again whatever comes of it. */
async function away<T>(engine: Killable, meanwhile: () => Promise<T>): Promise<T> {
  await engine.kill();
  try {
    return await meanwhile();
  } finally {
    await engine.start();
  }
}
