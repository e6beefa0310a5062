import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decisionEffective } from '@anju/events/governance';
import { replayTopic } from '@anju/events/replay-request';
import { topicOf } from '@anju/events/topic';
import { newId } from '@anju/values/id';
import { Kafka as CloudEventsKafka } from 'cloudevents';
import { Kafka, type KafkaMessage, logLevel } from 'kafkajs';
import { on } from './consumer';
import { connectKafka } from './kafka';
import { murmur2 } from './murmur2';
import { insertMany } from './insert-many';
import { appendToOutbox, OutboxTable, shardOf } from './outbox';
import { publishPending } from './relay';
import { createLog } from './request-log';
import { runBareProcess } from './testing/bare-process';
import { bareStorage, effective } from './testing/bare-service';
import { beginNow } from './testing/begin-now';
import { testDelivery } from './testing/test-delivery';
import { testDatabase } from './testing/test-database';
import { transaction } from './transaction';

/** Always a broker's: jest.config.mjs leaves this file out of the embedded runs. */
declare const TEST_BROKERS: string;

jest.setTimeout(60_000);

const speaker = testDatabase(bareStorage);
const delivery = testDelivery();

describe('on the wire', () => {
  const run = randomUUID().slice(0, 8);

  /** What any other client sees on the topic, of this run. */
  async function onTheTopic(count: number) {
    const consumer = new Kafka({ brokers: TEST_BROKERS.split(','), logLevel: logLevel.NOTHING }).consumer({
      groupId: `reader-${run}`,
    });
    const seen: (KafkaMessage & { partition: number })[] = [];
    await consumer.connect();
    await consumer.subscribe({ topics: [topicOf('governance')], fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      setTimeout(() => reject(new Error(`Only ${seen.length} of ${count} came`)), 30_000).unref();
      void consumer.run({
        eachMessage: async ({ message, partition }) => {
          if (!message.key?.toString().includes(run)) return;
          seen.push({ ...message, partition });
          if (seen.length === count) resolve();
        },
      });
    });
    await consumer.disconnect();
    return seen;
  }

  test('an event is a CloudEvent in binary mode that the public SDK takes', async () => {
    const subjects = ['a', 'b', 'c', 'a'].map((name) => `dec_${run}_${name}` as const);
    await transaction(speaker(), (tx) =>
      appendToOutbox(tx, subjects.map(effective), '2022-09-20T10:00:00.000Z'),
    );
    await publishPending(speaker(), await delivery().publisherFor('governance'));

    const messages = await onTheTopic(4);
    for (const { key, value, headers, partition } of messages) {
      const plain = Object.fromEntries(Object.entries(headers!).map(([name, text]) => [name, String(text)]));
      const event = CloudEventsKafka.toEvent({
        headers: plain,
        body: value!.toString(),
        value: value!.toString(),
      } as never);
      expect(Array.isArray(event)).toBe(false);
      expect(event).toMatchObject({
        specversion: '1.0',
        type: 'governance.decision-effective.v1',
        source: '/anju/governance',
        subject: key!.toString(),
        time: '2022-09-20T10:00:00.000Z',
      });
      expect((event as unknown as { validate: () => boolean }).validate()).toBe(true);
      expect(partition).toBe((murmur2(key!.toString()) & 0x7fffffff) % 3);
    }
    const never = { name: `never-${run}`, subscriptions: [on(decisionEffective, async () => undefined)] };
    // Others tell on the topic too.
    expect((await delivery().lag(never)).get(topicOf('governance'))).toBeGreaterThanOrEqual(4);
    const ofA = messages.filter(({ key }) => key!.toString().endsWith('_a'));
    expect(ofA.map(({ headers }) => String(headers!['ce_sequence']))).toEqual(['1', '2']);
  });
});

test('a topic that is missing or not as declared is a clear error of whoever would use it', async () => {
  await expect(delivery().publisherFor('nobody')).rejects.toThrow('There is no topic anju.nobody.events');

  // The tests' broker is one alone: well enough for a sandbox.
  const production = connectKafka(TEST_BROKERS.split(','), 'strict', createLog('strict', 'silent'), {
    sandbox: false,
  });
  const consumer = { name: 'strict', subscriptions: [on(decisionEffective, async () => undefined)] };
  await expect(production.subscribe(consumer, async () => undefined)).rejects.toThrow(
    'anju.governance.events has replication 1 and is declared with 3',
  );
  await production.close();
});

test('a backlog that is larger than what a broker takes at once goes out', async () => {
  const subject = `dec_${randomUUID()}`;
  const { type } = effective('dec_1');
  const rows = Array.from({ length: 60 }, (_, i) => ({
    id: newId('evt'),
    type,
    subject,
    shard: shardOf(subject),
    sequence: i + 1,
    data: { homes: 'x'.repeat(30_000) },
    occurredAt: '2022-09-20T10:00:00.000Z' as const,
    traceparent: null,
    publishedAt: null,
  }));
  await transaction(speaker(), (tx) => insertMany(tx, OutboxTable, rows));
  // On a topic that no test reads.
  const publisher = await delivery().publisherFor('property-management');
  expect(await publishPending(speaker(), publisher)).toBe(60);
});

test('what is no event is told with its reason, and the events behind it come', async () => {
  const run = randomUUID().slice(0, 8);
  const topic = topicOf('governance');
  const producer = new Kafka({ brokers: TEST_BROKERS.split(','), logLevel: logLevel.NOTHING }).producer();
  await producer.connect();
  const headers = {
    ce_id: `evt_${run}`,
    ce_type: 'governance.decision-effective.v1',
    ce_source: '/anju/governance',
    ce_subject: `dec_${run}`,
    ce_time: '2022-09-20T10:00:00.000Z',
    ce_sequence: '1',
  };
  const strange = [
    { value: 'hello' },
    { value: null },
    { value: 'no JSON', headers },
    ...Object.keys(headers).map((missing) => ({ value: '{}', headers: { ...headers, [missing]: '' } })),
    ...['0', '1.5', '0x2', '1e3', ' 3', '-1'].map((ce_sequence) => ({
      value: '{}',
      headers: { ...headers, ce_sequence },
    })),
  ];
  const partition = (murmur2(`dec_${run}`) & 0x7fffffff) % 3;
  await producer.send({ topic, messages: strange.map((each) => ({ ...each, key: run, partition })) });
  await producer.disconnect();
  await transaction(speaker(), (tx) =>
    appendToOutbox(tx, [effective(`dec_${run}`)], '2022-09-20T10:00:00.000Z'),
  );
  await publishPending(speaker(), await delivery().publisherFor('governance'));

  const refused: string[] = [];
  let came!: () => void;
  const heard = new Promise<void>((resolve) => (came = resolve));
  const subscription = await delivery().subscribe(
    { name: `strict-${run}`, subscriptions: [on(decisionEffective, async () => undefined)] },
    async ({ subject }) => void (subject === `dec_${run}` && came()),
    async ({ place, reason }) => void refused.push(`${place} ${reason}`),
  );
  await heard;
  await subscription.stop();
  // Other runs on this broker may have sent such, too.
  expect(refused.length).toBeGreaterThanOrEqual(strange.length);
  for (const each of refused)
    expect(each).toMatch(/^anju\.governance\.events\/\d\/\d+ No CloudEvent of Anju/);
});

test('what is no replay request is logged by its place and reason, and nothing that it says is', async () => {
  const run = randomUUID().slice(0, 8);
  const producer = new Kafka({ brokers: TEST_BROKERS.split(','), logLevel: logLevel.NOTHING }).producer();
  await producer.connect();
  const request = { consumer: 'tester', service: `asked-${run}`, subject: null, fromSequence: 1 };
  const values = [`{"secret":"${run}"}`, run, JSON.stringify(request)];
  const messages = values.map((value) => ({ value, partition: 0 }));
  const [sent] = await producer.send({ topic: replayTopic, messages });
  await producer.disconnect();

  const log = createLog('tester', 'silent');
  const warned = jest.spyOn(log, 'warn');
  const asked = connectKafka(TEST_BROKERS.split(','), 'asked', log);
  let came!: () => void;
  const heard = new Promise<void>((resolve) => (came = resolve));
  const answering = await asked.onAsked(request.service, async () => came());
  await heard;
  await answering.stop();
  await asked.close();
  const said = warned.mock.calls.filter(([, words]) => words === 'no replay request').map(([what]) => what);
  for (const i of [0, 1])
    expect(said).toContainEqual({
      place: `${replayTopic}/0/${Number(sent!.baseOffset) + i}`,
      reason: expect.stringContaining('Invalid input'),
    });
  expect(JSON.stringify(said)).not.toContain(run);
});

test.each([
  ['partitions', false],
  ['keys of one partition', true],
])('%s are taken side by side, and each in its order', async (_, together) => {
  const run = randomUUID().slice(0, 8);
  const placeOf = (subject: string) => (murmur2(subject) & 0x7fffffff) % 3;
  const names = Array.from({ length: 500 }, (_, i) => `dec_${run}_${i}` as const);
  const one = names[0]!;
  // Of one shard, and so of one send: nothing of another run comes between them, which would fill the places.
  const other = names.find(
    (name) => name !== one && (placeOf(name) === placeOf(one)) === together && shardOf(name) === shardOf(one),
  )!;
  await beginNow(`tester-${run}`);
  await transaction(speaker(), (tx) =>
    appendToOutbox(tx, [one, other, one, other].map(effective), '2022-09-20T10:00:00.000Z'),
  );
  await publishPending(speaker(), await delivery().publisherFor('governance'));

  const begun = new Set<string>();
  let bothBegan = () => {};
  const both = new Promise<void>((resolve) => (bothBegan = resolve));
  const heard: string[] = [];
  let allHeard = () => {};
  const all = new Promise<void>((resolve) => (allHeard = resolve));
  const consumer = { name: `tester-${run}`, subscriptions: [on(decisionEffective, async () => undefined)] };
  const listening = await delivery().subscribe(consumer, async ({ subject, sequence }) => {
    if (!subject.includes(run)) return;
    // Taken one after another, the first of them would wait here for ever.
    if (begun.add(subject).size === 2) bothBegan();
    await both;
    heard.push(`${subject} ${sequence}`);
    if (heard.length === 4) allHeard();
  });
  await all;
  await listening.stop();
  for (const subject of [one, other])
    expect(heard.filter((each) => each.startsWith(`${subject} `))).toEqual([`${subject} 1`, `${subject} 2`]);
});

test('a service whose topic is missing ends, and says how it is made', () => {
  const folder = mkdtempSync(join(tmpdir(), 'anju-run-'));
  const settings = { ANJU_DATA: folder, PORT: '0', KAFKA_BROKERS: TEST_BROKERS };
  const { status, said } = runBareProcess(settings);
  rmSync(folder, { recursive: true });
  expect([status, said]).toEqual([
    1,
    expect.stringMatching(
      /^没有主题 anju\.bare\.events，.*There is no topic anju\.bare\.events\. Make it: .*pnpm topics$/m,
    ),
  ]);
});
