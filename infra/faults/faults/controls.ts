import type { Fault } from '../fault';
import { onEngines } from '../on-engines';
import {
  answerLost,
  broughtTwice,
  idBehindLast,
  readThenWrite,
  rowsShared,
  staleMark,
  takenAsItComes,
} from '../line/controls';
import { openDatabases } from '../line/stage';
import { readTopic } from '../topic';

export const controls: Fault = {
  name: 'controls',
  what: 'the checkers see what is wrong: naive ways, forced into the interleaving that breaks them, must fail',
  rounds: 1,
  needs: 'engines',
  seconds: { short: 120, long: 120 },
  run: (round) =>
    onEngines(round, async (engines) => {
      const { speaker, listener, close } = await openDatabases(engines);
      try {
        const found: string[] = [];
        const all = [
          idBehindLast(speaker),
          staleMark(speaker),
          rowsShared(speaker),
          readThenWrite(speaker),
          broughtTwice(speaker, listener),
          takenAsItComes(speaker, listener),
          answerLost(engines.brokers, () => readTopic(engines.brokers, 'property-management')),
        ];
        for (const { name, naive, real } of all) {
          const against = await naive();
          round.say(`${name}: ${against.join('; ') || 'nothing was found'}`);
          if (against.length === 0) found.push(`the checker has nothing against ${name}`);
          found.push(...(await real()).map((each) => `as it is done, and not ${name}: ${each}`));
        }
        return { faults: all.length, found, figures: { 'naive ways found out': all.length - found.length } };
      } finally {
        await close();
      }
    }),
};
