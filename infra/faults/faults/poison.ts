import { until } from '@anju/local/client';
import { replay } from '@anju/runtime/inbox';
import { InboxTable } from '@anju/runtime/inbox.table';
import { transaction } from '@anju/runtime/transaction';
import { systemClock } from '@anju/values/time';
import { In } from 'typeorm';
import type { Fault } from '../fault';
import { onEngines } from '../on-engines';
import { checkEffects, checkTopic } from '../line/checker';
import { CureTable, line as what, poison, tell } from '../line/line';
import { openLine } from '../line/stage';

const events = { short: 500, long: 10_000 };
const keys = 25;

/** Until those of the long form are handled; a round has a limit of its own. */
const patienceMs = 600_000;

export const poisonEvent: Fault = {
  name: 'poison',
  what: 'one event among many cannot be handled: its key is parked, all others flow, and replay restores its order',
  rounds: 20,
  needs: 'engines',
  seconds: { short: 180, long: 900 },
  run: (round) =>
    onEngines(round, async (engines) => {
      const line = await openLine(round, engines);
      try {
        const random = round.random('poison');
        const total = events[round.form];
        // Somewhere in the middle, so that there are events of its key before it and behind it.
        const bad = Math.floor(total / 4) + random.below(Math.floor(total / 2));
        const badKey = `dec_${random.below(keys)}` as const;
        await Promise.all([line.startSpeaker(), line.startListener()]);
        for (let from = 0; from < total; from += 20)
          await transaction(line.speaker, async (tx) => {
            for (let n = from; n < from + 20; n++) {
              if (n === bad) await tell(tx, badKey, poison);
              else await tell(tx, `dec_${random.below(keys)}`);
            }
          });

        const outbox = await line.outbox();
        const own = outbox.filter(({ subject }) => subject === badKey);
        const standing = () => line.listener.read.findBy(InboxTable, { state: In(['PARKED', 'WAITING']) });
        await until(
          'all others to flow',
          async () => {
            const [effects, still] = [await line.effects(), await standing()];
            // One of another key may be stored and about to be handled.
            const others = still.some(({ subject }) => subject !== badKey);
            return effects.length + still.length === total && !others;
          },
          patienceMs,
        );
        const still = await standing();
        const parked = still.filter(({ state }) => state === 'PARKED');
        const found = [
          ...(parked.length === 1 && parked[0]!.error?.includes('This is the poison')
            ? []
            : [`${parked.length} events are parked, because ${parked.map(({ error }) => error)}`]),
          ...still
            .filter(({ subject }) => subject !== badKey)
            .map(({ subject }) => `${subject} stands still as well`),
          ...(still.length > 1 && still.length < own.length
            ? []
            : [`nothing was shown: ${still.length} of ${own.length} events of the key stood still`]),
          // Of the key itself what was before the poison.
          ...checkEffects(
            outbox.filter(({ id }) => !still.some(({ eventId }) => eventId === id)),
            await line.effects(),
          ),
        ];

        await transaction(line.listener, (tx) => tx.insert(CureTable, { id: 'cured' }));
        const came = await replay(line.listener, what.listener, badKey, systemClock);
        if (came !== 'DONE') found.push(`replayed, the key is ${came}`);
        await line.settled();
        found.push(...checkTopic(outbox, await line.topic()), ...checkEffects(outbox, await line.effects()));
        return { faults: 1, found, figures: { events: total, 'held behind it': still.length - 1 } };
      } finally {
        await line.stop();
      }
    }),
};
