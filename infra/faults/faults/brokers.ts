import { setTimeout as wait } from 'node:timers/promises';
import { topicOf } from '@anju/events/topic';
import { transaction } from '@anju/runtime/transaction';
import type { Fault } from '../fault';
import { onEngines } from '../on-engines';
import { openLeaders } from '../leaders';
import { checkEffects, checkTopic, laterOf } from '../line/checker';
import { tell } from '../line/line';
import { openLine } from '../line/stage';

const faults = 10;
/** Of each fault: told before it, during it and after it. */
const events = 1_000;
const keys = 60;
const atOnce = 10;
const topic = topicOf('governance');
/** What has to be published and heard once all brokers are back. */
const settleMs = 300_000;

export const brokerFaults: Fault = {
  name: 'brokers',
  what: 'of three brokers one or two are SIGKILLed, or leaders moved, while services tell and hear',
  rounds: 10,
  needs: 'engines',
  seconds: { short: null, long: 1_800 },
  run: (round) =>
    onEngines(
      round,
      async (engines) => {
        const { kafka } = engines;
        const line = await openLine(round, engines);
        const leaders = await openLeaders(engines.brokers);
        try {
          const random = round.random('keys');
          const chance = round.random('killer');
          const tellSome = async () => {
            for (let told = 0; told < events; told += atOnce) {
              await transaction(line.speaker, async (tx) => {
                for (let n = 0; n < atOnce; n++) await tell(tx, `dec_${random.below(keys)}`);
              });
              // So that some of it is told whatever state the brokers are in.
              await wait(50);
            }
          };
          let killed = 0;
          /** Returns what was done, in words. */
          const strike = async (): Promise<string> => {
            if (chance.percent(30)) {
              for (const partition of (await leaders.of(topic)).keys()) await leaders.move(topic, partition);
              return 'leaders moved';
            }
            // One that leads, and with two of them gone nothing is taken meanwhile.
            const first = chance.pick([...new Set((await leaders.of(topic)).values())]) - 1;
            const second = (first + 1 + chance.below(2)) % 3;
            const struck = chance.percent(25) ? [first, second] : [first];
            await Promise.all(struck.map((i) => kafka.servers[i]!.kill()));
            killed += struck.length;
            await wait(2_000 + chance.below(4_000));
            await kafka.start();
            return `killed ${struck.map((i) => kafka.servers[i]!.name).join(' and ')}`;
          };

          await Promise.all([line.startSpeaker(), line.startListener()]);
          let moved = 0;
          for (let fault = 1; fault <= faults; fault++) {
            const before = await leaders.of(topic);
            const telling = tellSome();
            await wait(chance.below(2_000));
            const done = await strike();
            await telling;
            await leaders.whole(topic);
            const now = await leaders.of(topic);
            moved += [...now].filter(([partition, leader]) => before.get(partition) !== leader).length;
            round.say(`fault ${fault} of ${faults}: ${done}`);
          }
          await line.settled(settleMs);

          const [outbox, onTopic, effects] = await Promise.all([line.outbox(), line.topic(), line.effects()]);
          return {
            faults,
            found: [
              ...checkTopic(outbox, onTopic),
              ...checkEffects(outbox, effects),
              ...(moved > 0 ? [] : ['nothing was shown: no partition got another leader']),
            ],
            figures: {
              events: outbox.length,
              'brokers killed': killed,
              'leaders changed': moved,
              'rounds of a relay with batches not taken': line.said('"not published"'),
              'duplicates on the topic': laterOf(onTopic).length,
            },
          };
        } finally {
          await leaders.close();
          await line.stop();
        }
      },
      { brokers: 3 },
    ),
};
