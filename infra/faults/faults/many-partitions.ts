import { setTimeout as wait } from 'node:timers/promises';
import { until } from '@anju/local/client';
import { readFromOutside } from '@anju/local/outside-reader';
import { Kafka, logLevel, type Producer } from 'kafkajs';
import type { Fault } from '../fault';
import { onEngines } from '../on-engines';
import { openLeaders } from '../leaders';

const topic = 'anju.faults.many-partitions';
const partitions = 24;
const moves = 200;
/** How often it is looked whether something is lost already. */
const movesBetween = 10;

/** What services never do, and why: what becomes of it is printed and holds nobody up. */
export const manyPartitions: Fault = {
  name: 'many-partitions',
  what: 'one kafkajs send over many partitions while their leaders move: its result is printed, whatever it is',
  rounds: 1,
  needs: 'engines',
  seconds: { short: null, long: 1_800 },
  run: (round) =>
    onEngines(
      round,
      async ({ brokers }) => {
        const kafka = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING });
        const admin = kafka.admin();
        await admin.connect();
        const min = { name: 'min.insync.replicas', value: '2' };
        await admin.createTopics({
          waitForLeaders: true,
          topics: [{ topic, numPartitions: partitions, replicationFactor: 3, configEntries: [min] }],
        });
        const leaders = await openLeaders(brokers);
        const chance = round.random('leaders');
        const acknowledged = new Set<string>();
        let rejected = 0;
        let stopping = false;

        const connected = async () => {
          const producer = kafka.producer({
            allowAutoTopicCreation: false,
            idempotent: true,
            maxInFlightRequests: 1,
          });
          await producer.connect();
          return producer;
        };
        const sendOn = async () => {
          let producer: Producer = await connected();
          for (let n = 1; !stopping; n++) {
            const messages = Array.from({ length: partitions }, (_, partition) => ({
              partition,
              value: `${partition}/${n}`,
            }));
            try {
              await producer.send({ topic, acks: -1, messages });
              for (const { value } of messages) acknowledged.add(value);
            } catch {
              // Going on with this one is another way to lose messages.
              rejected++;
              void producer.disconnect().catch(() => undefined);
              producer = await connected();
            }
            await wait(20);
          }
          await producer.disconnect();
        };
        const records = async () => {
          await leaders.whole(topic);
          // Told by an old leader that it is none, kafkajs does not look for the new one.
          const ends = await until('the records to be counted', () =>
            admin.fetchTopicOffsets(topic).catch(() => null),
          );
          return ends.reduce((sum, { high }) => sum + Number(high), 0);
        };

        const sending = sendOn();
        let moved = 0;
        try {
          for (; moved < moves; moved++) {
            if (moved % movesBetween === 0) {
              const told = acknowledged.size;
              const there = await records();
              round.say(
                `${moved} of ${moves} leaders moved, ${told} messages acknowledged, ${there} records`,
              );
              if (there < told) break;
            }
            await leaders.move(topic, chance.below(partitions));
          }
        } finally {
          stopping = true;
          await sending;
          await leaders.whole(topic);
          await leaders.close();
          await admin.disconnect();
        }

        const values = (await readFromOutside(brokers, topic)).map(({ value }) => value);
        const there = new Set(values);
        const lost = [...acknowledged].filter((value) => !there.has(value));
        return {
          faults: moved,
          found: acknowledged.size > 0 ? [] : ['nothing was shown: no message was acknowledged'],
          figures: {
            'messages acknowledged': acknowledged.size,
            'of them lost': lost.length,
            'sends rejected': rejected,
            'duplicates on the topic': values.length - there.size,
          },
        };
      },
      { brokers: 3 },
    ),
};
