import { setTimeout as wait } from 'node:timers/promises';
import { storage } from '@anju/property-management/storage';
import { openDatabase } from '@anju/runtime/database';
import { connectKafka } from '@anju/runtime/kafka';
import { murmur2 } from '@anju/runtime/murmur2';
import type { OutboxRow } from '@anju/runtime/outbox';
import { publishPending } from '@anju/runtime/relay';
import { createLog } from '@anju/runtime/request-log';
import type { Kafka } from 'kafkajs';
import type { Around } from './around';
import { millis } from './clock';
import { speakerName, tellMany } from './companies';
import { compare, type Figure, type Round } from './figures';

/** How many records one send of the bare producer has: as many as the relay reads at once. */
const atOnce = 200;
const bareTopic = 'anju.bench.bare';
const partitions = 3;

/** The relay, from its outbox to its marks, against a producer that is handed the same messages. */
export async function relay(around: Around): Promise<Figure[]> {
  const [rounds, events] = around.quick ? [2, 2_000] : [5, 20_000];
  await around.emptyTopics();
  const kafka = around.kafka();
  const db = await openDatabase(await around.newSchema('bench_relay'), storage);
  const delivery = connectKafka(around.brokers().split(','), 'bench', createLog('bench', 'warn'));
  const bare = await bareProducer(kafka);
  try {
    const publisher = await delivery.publisherFor(speakerName);
    const round = async (number: number, each: number): Promise<Round> => {
      const rows = await tellMany(db, number * events + 1, each);
      const begunAt = millis();
      const published = await publishPending(db, publisher);
      const ours = published / (millis() - begunAt);
      if (published !== each) throw new Error(`The relay published ${published} of ${each} events.`);
      const bareAt = millis();
      await bare.send(rows);
      return { ours: ours * 1000, bare: (each / (millis() - bareAt)) * 1000 };
    };
    await round(0, 1_000);
    const measured: Round[] = [];
    for (let i = 1; i <= rounds; i++) {
      around.say(`round ${i} of ${rounds}: ${events} events by each …`);
      measured.push(await round(i, events));
    }
    const { value, bare: producer, ratio } = compare(measured);
    return [
      {
        part: 'relay',
        what: 'published',
        value,
        unit: 'events/s',
        against: { what: 'kafkajs alone', value: producer },
        ratio,
        aim: 0.5,
      },
    ];
  } finally {
    await bare.close();
    await delivery.close();
    await db.close();
  }
}

/** kafkajs with the settings that are safe, one partition in each send and one send at a time for each. */
async function bareProducer(kafka: Kafka) {
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({
    // kafkajs takes it for a failure where the broker does not know the topic yet that it has just made.
    waitForLeaders: false,
    topics: [{ topic: bareTopic, numPartitions: partitions, replicationFactor: 1 }],
  });
  while (!(await admin.listTopics()).includes(bareTopic)) await wait(100);
  const producers = Array.from({ length: partitions }, () =>
    kafka.producer({ allowAutoTopicCreation: false, idempotent: true, maxInFlightRequests: 1 }),
  );
  await Promise.all(producers.map((producer) => producer.connect()));
  return {
    send: async (rows: readonly OutboxRow[]) => {
      const lanes = Array.from({ length: partitions }, (): ReturnType<typeof toMessage>[] => []);
      for (const row of rows) {
        const partition = (murmur2(row.subject) & 0x7fffffff) % partitions;
        lanes[partition]!.push(toMessage(row, partition));
      }
      await Promise.all(
        lanes.map(async (messages, partition) => {
          for (let from = 0; from < messages.length; from += atOnce)
            await producers[partition]!.send({
              topic: bareTopic,
              acks: -1,
              messages: messages.slice(from, from + atOnce),
            });
        }),
      );
    },
    close: async () => {
      await Promise.all(producers.map((producer) => producer.disconnect()));
      await admin.deleteTopics({ topics: [bareTopic] });
      await admin.disconnect();
    },
  };
}

/** The bytes that `kafka.ts` of the runtime sends of it. */
const toMessage = (row: OutboxRow, partition: number) => ({
  partition,
  key: row.subject,
  value: JSON.stringify(row.data),
  headers: {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: row.id,
    ce_type: row.type,
    ce_source: `/anju/${speakerName}`,
    ce_subject: row.subject,
    ce_time: row.occurredAt,
    ce_sequence: String(row.sequence),
  },
});
