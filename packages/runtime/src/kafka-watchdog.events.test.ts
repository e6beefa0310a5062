import { randomUUID } from 'node:crypto';
import { decisionEffective } from '@anju/events/governance';
import { topicOf } from '@anju/events/topic';
import { AssignerProtocol, Kafka, logLevel, type PartitionAssigner } from 'kafkajs';
import { on } from './consumer';
import { connectKafka } from './kafka';
import { appendToOutbox } from './outbox';
import { publishPending } from './relay';
import { createLog } from './request-log';
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

/** It looks often, and has little patience. */
const connectHasty = () =>
  connectKafka(TEST_BROKERS.split(','), 'hasty', createLog('hasty', 'silent'), {
    watching: { everyMs: 200, standstillMs: 1_500, partitionMs: 3_000 },
  });

async function tell(decisionId: `dec_${string}`) {
  await transaction(speaker(), (tx) =>
    appendToOutbox(tx, [effective(decisionId)], '2022-09-20T10:00:00.000Z'),
  );
  await publishPending(speaker(), await delivery().publisherFor('governance'));
}

test('a consumer that stands still with events before it is replaced, and they come', async () => {
  const run = randomUUID().slice(0, 8);
  const hasty = connectHasty();
  await beginNow(`hasty-${run}`);
  const consumer = { name: `hasty-${run}`, subscriptions: [on(decisionEffective, async () => undefined)] };
  let hangs = true;
  let came!: () => void;
  const heard = new Promise<void>((resolve) => (came = resolve));
  const subscription = await hasty.subscribe(consumer, async ({ subject }) => {
    if (!subject.includes(run)) return;
    // As a fetch or a handler may: without an error, for ever.
    if (hangs) return (hangs = false) || new Promise(() => undefined);
    came();
  });
  await tell(`dec_${run}`);

  await heard;
  expect(hangs).toBe(false);
  await subscription.stop();
  await hasty.close();
});

test('so is one that stands still in a single partition, while it goes on in others', async () => {
  const run = randomUUID().slice(0, 8);
  const { laneOf } = await delivery().publisherFor('governance');
  const ids = Array.from({ length: 100 }, (_, i) => `dec_${run}${i}` as const);
  const stuck = ids[0]!;
  const busy = ids.filter((id) => laneOf(id) !== laneOf(stuck));
  // As where what it fetches from one of several brokers hangs.
  const { consumer: create } = Kafka.prototype;
  const spy = jest.spyOn(Kafka.prototype, 'consumer').mockImplementationOnce(function (this: Kafka, options) {
    const first = create.call(this, options);
    const { run: go } = first;
    first.run = (config) =>
      go({
        ...config,
        eachBatch: async (payload) => {
          if (String(payload.batch.partition) === laneOf(stuck)) payload.pause();
          else await config!.eachBatch!(payload);
        },
      });
    return first;
  });
  const hasty = connectHasty();
  await beginNow(`hasty-${run}`);
  const consumer = { name: `hasty-${run}`, subscriptions: [on(decisionEffective, async () => undefined)] };
  const heard: string[] = [];
  const subscription = await hasty.subscribe(
    consumer,
    async ({ subject }) => void (subject.includes(run) && heard.push(subject)),
  );
  await tell(stuck);
  // Far more often than a consumer may stand still, and for no longer than it takes.
  for (const id of busy) {
    if (heard.includes(stuck)) break;
    await tell(id);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }

  expect(heard.indexOf(stuck)).toBeGreaterThan(3);
  expect(spy).toHaveBeenCalledTimes(2);
  spy.mockRestore();
  await subscription.stop();
  await hasty.close();
});

test('who listens does not wait for one of its group that hangs, and hears once that one is gone', async () => {
  const run = randomUUID().slice(0, 8);
  const kafka = new Kafka({ brokers: TEST_BROKERS.split(','), logLevel: logLevel.NOTHING });
  // For longer than any test may take.
  const first = kafka.consumer({
    groupId: `hung-${run}`,
    sessionTimeout: 300_000,
    rebalanceTimeout: 300_000,
  });
  await first.connect();
  await first.subscribe({ topics: [topicOf('governance')], fromBeginning: true });
  let hangs!: () => void;
  const hung = new Promise<void>((resolve) => (hangs = resolve));
  let letGo!: () => void;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await first.run({
    autoCommit: false,
    eachMessage: async () => {
      hangs();
      await held;
    },
  });
  await tell(`dec_${run}`);
  await hung;

  let came!: () => void;
  const heard = new Promise<void>((resolve) => (came = resolve));
  const consumer = { name: `hung-${run}`, subscriptions: [on(decisionEffective, async () => undefined)] };
  const subscription = await delivery().subscribe(
    consumer,
    async ({ subject }) => void (subject.includes(run) && came()),
  );
  letGo();
  await first.disconnect();
  await heard;
  await subscription.stop();
});

test('a consumer that cannot join its group at first joins it later', async () => {
  const run = randomUUID().slice(0, 8);
  // Another way to share partitions: whoever comes after it is refused.
  const other: PartitionAssigner = () => ({
    name: 'Other',
    version: 1,
    assign: async () => [],
    protocol: ({ topics }) => ({
      name: 'Other',
      metadata: AssignerProtocol.MemberMetadata.encode({ version: 1, topics, userData: Buffer.alloc(0) }),
    }),
  });
  const kafka = new Kafka({ brokers: TEST_BROKERS.split(','), logLevel: logLevel.NOTHING });
  const first = kafka.consumer({ groupId: `joined-${run}`, partitionAssigners: [other] });
  await first.connect();
  await first.subscribe({ topics: [topicOf('governance')] });
  await first.run({ eachMessage: async () => undefined });

  let came!: () => void;
  const heard = new Promise<void>((resolve) => (came = resolve));
  const consumer = { name: `joined-${run}`, subscriptions: [on(decisionEffective, async () => undefined)] };
  const subscription = await delivery().subscribe(
    consumer,
    async ({ subject }) => void (subject.includes(run) && came()),
  );
  await first.disconnect();
  await transaction(speaker(), (tx) =>
    appendToOutbox(tx, [effective(`dec_${run}`)], '2022-09-20T10:00:00.000Z'),
  );
  await publishPending(speaker(), await delivery().publisherFor('governance'));

  await heard;
  await subscription.stop();
});
