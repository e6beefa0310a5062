import type { Envelope } from '@anju/events/define-event';
import { replayRequest, replayTopic } from '@anju/events/replay-request';
import { topicOf } from '@anju/events/topic';
import {
  type Consumer,
  type EachBatchPayload,
  type IHeaders,
  Kafka,
  type logCreator,
  logLevel,
  type Producer,
} from 'kafkajs';
import { type Instant, isInstant } from '@anju/values/time';
import type { Logger } from 'pino';
import { z } from 'zod';
import { speakersOf } from './consumer';
import type { Delivery } from './delivery';
import { checkTopics } from './kafka-topics';
import { createLoop } from './loop';
import { murmur2 } from './murmur2';
import { createQueue } from './queue';
import { topics as declared } from './topics';

/** How long a look at where a consumer stands may take. */
const watchMs = 3_000;

/** How long one send may take before its producer is given up. */
const deadlineMs = 15_000;

/** That a topic has. */
const mostPartitions = Math.max(...Object.values(declared).map(({ partitions }) => partitions));

interface Options {
  /** Its topics may have fewer copies than they are declared with. */
  readonly sandbox?: boolean;
  readonly watching?: typeof patience;
}

/** Of all that runs in a city the only file that knows kafkajs 2.2.4, and what it must not be trusted with. */
export function connectKafka(
  brokers: readonly string[],
  clientId: string,
  log: Logger,
  { sandbox = true, watching = patience }: Options = {},
): Delivery {
  const kafka = new Kafka({
    clientId,
    brokers: [...brokers],
    logLevel: logLevel.WARN,
    logCreator: toPino(log),
    retry: { initialRetryTime: 100, retries: 8 },
  });
  const admin = kafka.admin();
  let adminReady: Promise<void> | null = null;
  const connected = async () => {
    adminReady ??= admin.connect();
    await adminReady.catch((error: unknown) => {
      adminReady = null;
      throw error;
    });
    return admin;
  };
  const check = async (topics: readonly string[]) => checkTopics(await connected(), topics, { sandbox });

  /** By topic, how many messages a group has not taken yet. */
  const lagOf = async (group: string, topics: readonly string[]) => {
    const there = await connected();
    const taken = await there.fetchOffsets({ groupId: group, topics: [...topics] });
    const lag = new Map<string, number>();
    for (const { topic, partitions } of taken) {
      const ends = new Map((await there.fetchTopicOffsets(topic)).map((each) => [each.partition, each]));
      const left = partitions.map(({ partition, offset }) => {
        const { low, high } = ends.get(partition)!;
        return Number(high) - Math.max(Number(low), Number(offset));
      });
      lag.set(
        topic,
        left.reduce((sum, each) => sum + each, 0),
      );
    }
    return lag;
  };
  const read = async (group: string, topics: readonly string[], take: Take) => {
    await check(topics);
    return consume(kafka, group, topics, take, log, () => lagOf(group, topics), watching);
  };

  const closing: (() => Promise<void>)[] = [];
  return {
    keepsAll: true,
    publisherFor: async (service) => {
      const topic = topicOf(service);
      const { partitions } = (await check([topic])).get(topic)!;
      const publisher = createPublisher(kafka, topic, partitions);
      closing.push(publisher.close);
      return publisher;
    },
    subscribe: (consumer, take, refuse) =>
      read(consumer.name, speakersOf(consumer).map(topicOf), async (message, place) => {
        const event = readEvent(message);
        if (typeof event !== 'string') return take(event);
        log.error({ place, reason: event }, 'no event');
        await refuse?.({ place, reason: event });
      }),
    askAgain: async (request) => {
      // Asked seldom: a producer of its own, which nothing before it can have poisoned.
      const producer = kafka.producer({
        allowAutoTopicCreation: false,
        idempotent: true,
        maxInFlightRequests: 1,
      });
      try {
        await within(deadlineMs, producer.connect());
        const message = { key: request.service, value: JSON.stringify(request), partition: 0 };
        await within(deadlineMs, producer.send({ topic: replayTopic, acks: -1, messages: [message] }));
      } finally {
        void producer.disconnect().catch(() => undefined);
      }
    },
    onAsked: (service, take) =>
      read(`${service}.replay`, [replayTopic], async ({ value }) => {
        const request = replayRequest.safeParse(readJson(value));
        if (!request.success) log.warn({ value: value?.toString() }, 'no replay request');
        else if (request.data.service === service) await take(request.data);
      }),
    // Whoever watches does not wait for a broker that hangs.
    lag: (consumer) => within(watchMs, lagOf(consumer.name, speakersOf(consumer).map(topicOf))),
    ping: async () => void (await (await connected()).describeCluster()),
    close: async () => {
      await Promise.all(closing.map((close) => close()));
      if (adminReady) await admin.disconnect();
    },
  };
}

/**
 * kafkajs may lose messages when one send spans several partitions, and a rejected idempotent send
 * poisons its producer: the next message is acknowledged and never stored. So each partition is a lane
 * of its own, one send at a time, and after a failure the producer is thrown away. The relay sends the
 * same rows again; inboxes drop what they have.
 */
function createPublisher(kafka: Kafka, topic: string, partitions: number) {
  const producers = new Map<number, Promise<Producer>>();
  const inTurn = Array.from({ length: partitions }, createQueue);
  const partitionOf = (subject: string) => (murmur2(subject) & 0x7fffffff) % partitions;

  const producerFor = (partition: number): Promise<Producer> => {
    const known = producers.get(partition);
    if (known) return known;
    const producer = kafka.producer({
      allowAutoTopicCreation: false,
      idempotent: true,
      maxInFlightRequests: 1,
      createPartitioner: () => () => partition,
    });
    const connecting = producer.connect().then(() => producer);
    producers.set(partition, connecting);
    return connecting;
  };
  const giveUp = (partition: number) => {
    const producer = producers.get(partition);
    producers.delete(partition);
    // Not waited for: it may hang for as long as its broker does.
    void producer?.then((each) => each.disconnect()).catch(() => undefined);
  };

  return {
    open: () => true,
    laneOf: (subject: string) => String(partitionOf(subject)),
    send: (events: readonly Envelope[]) => {
      const partition = partitionOf(events[0]!.subject);
      return inTurn[partition]!(async () => {
        try {
          const producer = await within(deadlineMs, producerFor(partition));
          const messages = events.map(toMessage(partition));
          await within(deadlineMs, producer.send({ topic, acks: -1, messages }));
        } catch (error) {
          giveUp(partition);
          throw error;
        }
      });
    },
    close: async () => {
      const all = await Promise.allSettled(producers.values());
      await Promise.all(all.map((each) => each.status === 'fulfilled' && each.value.disconnect()));
    },
  };
}

/** CloudEvents 1.0, binary mode. The record's own timestamp is the producer's: `ce_time` has the event's. */
const toMessage = (partition: number) => (event: Envelope) => ({
  partition,
  key: event.subject,
  value: JSON.stringify(event.data),
  headers: {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: event.id,
    ce_type: event.type,
    ce_source: event.source,
    ce_subject: event.subject,
    ce_time: event.time,
    ce_sequence: String(event.sequence),
    ...(event.traceparent ? { ce_traceparent: event.traceparent } : {}),
  },
});

const eventHeaders = z.object({
  ce_id: z.string().min(1).max(64),
  ce_type: z.templateLiteral([z.string(), '.', z.string(), '.v', z.int()]),
  ce_source: z.templateLiteral(['/anju/', z.string()]),
  ce_subject: z.string().min(1).max(64),
  ce_time: z.custom<Instant>((text) => typeof text === 'string' && isInstant(text)),
  ce_sequence: z.coerce.number().int().min(1),
  ce_traceparent: z.string().optional(),
});

/** What `toMessage` wrote, read back; or why none of ours can have written it. */
export function readEvent({ headers, value }: Message): Envelope | string {
  const texts = Object.entries(headers ?? {}).map(([name, text]) => [name, text?.toString()]);
  const read = eventHeaders.safeParse(Object.fromEntries(texts));
  if (!read.success) return `No CloudEvent of Anju: ${z.prettifyError(read.error)}`;
  const data = readJson(value);
  if (data === null) return 'No CloudEvent of Anju: its data is no JSON';
  const { ce_traceparent: traceparent, ...ce } = read.data;
  return {
    id: ce.ce_id,
    type: ce.ce_type,
    source: ce.ce_source,
    subject: ce.ce_subject,
    sequence: ce.ce_sequence,
    time: ce.ce_time,
    ...(traceparent ? { traceparent } : {}),
    data,
  };
}

interface Message {
  readonly headers?: IHeaders;
  readonly value: Buffer | null;
}

/** What to do with a message; its place says which one it is. */
type Take = (message: Message, place: string) => Promise<void>;

function readJson(value: Buffer | null): unknown {
  try {
    return JSON.parse(value?.toString() ?? 'null');
  } catch {
    return null;
  }
}

/** How often it is looked whether a consumer goes on, and how long it may stand still with events before it. */
const patience = { everyMs: 15_000, standstillMs: 60_000 };

/**
 * Reads topics for as long as it is not stopped. A consumer that crashes, or stands still although there is
 * something to read, is given up for a new one: kafkajs does not notice by itself that its fetch hangs.
 */
async function consume(
  kafka: Kafka,
  group: string,
  topics: readonly string[],
  take: Take,
  log: Logger,
  lagOf: () => Promise<ReadonlyMap<string, number>>,
  { everyMs, standstillMs }: typeof patience,
) {
  let stopped = false;
  let current: Consumer | null = null;
  /** One that is to be it, once it has joined its group. */
  let joining: Consumer | null = null;
  let movedAt = Date.now();

  const start = async () => {
    const consumer = kafka.consumer({
      groupId: group,
      allowAutoTopicCreation: false,
      sessionTimeout: 10_000,
      heartbeatInterval: 1_000,
      // A stop waits for the fetch under way, which waits for news: not for the default's five seconds.
      maxWaitTimeInMs: 500,
      // A crash is dealt with below, by a new consumer.
      retry: { restartOnFailure: async () => false },
    });
    joining = consumer;
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    let crashed = false;
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      crashed = true;
      log.warn({ err: payload.error }, 'kafka consumer crashed, starting a new one');
      // One that crashes before it runs is none yet: that is seen below.
      if (consumer === current) void replace();
    });
    await consumer.run({
      autoCommit: false,
      // While an event of one waits for its commit, those of the others need not.
      partitionsConsumedConcurrently: mostPartitions,
      eachBatchAutoResolve: false,
      eachBatch: (payload) =>
        takeBatch(payload, async (message, place) => {
          await take(message, place);
          movedAt = Date.now();
        }),
    });
    // It does not say so by itself: whoever cannot join its group is said to run.
    if (crashed || stopped) void consumer.disconnect().catch(() => undefined);
    else current = consumer;
    movedAt = Date.now();
  };
  const begin = async () => {
    while (!stopped && current === null) {
      try {
        await start();
      } catch (error) {
        log.warn({ err: error }, 'kafka consumer did not start, trying again');
      }
      joining = null;
      if (!stopped && current === null) await new Promise((done) => setTimeout(done, 500));
    }
  };
  const replace = async () => {
    // Not waited for: it may hang for as long as what it waits for does.
    void current?.disconnect().catch(() => undefined);
    current = null;
    await new Promise((done) => setTimeout(done, 500));
    await begin();
  };
  const watch = createLoop(
    async () => {
      if (current === null || Date.now() - movedAt < standstillMs) return;
      const lag = await lagOf();
      if ([...lag.values()].every((each) => each === 0)) return void (movedAt = Date.now());
      log.warn({ lag: Object.fromEntries(lag), group }, 'kafka consumer stands still, starting a new one');
      await replace();
    },
    { everyMs, onError: (err) => log.warn({ err }, 'lag not read') },
  );

  // Not waited for: where one of the group was killed, the broker lets nobody in until it is sure of that.
  void begin();
  return {
    stop: async () => {
      stopped = true;
      await watch.stop();
      await (current ?? joining)?.disconnect();
    },
  };
}

/** Of one partition: their commits share a flush, and with all partitions they leave requests a connection. */
const takenAtOnce = 4;

/** Events of several keys go side by side; those of one key go one after another. */
async function takeBatch(payload: EachBatchPayload, take: Take) {
  const { batch, resolveOffset, heartbeat, isRunning, isStale, commitOffsetsIfNecessary } = payload;
  const underWay: { offset: string; taken: Promise<void> }[] = [];
  const lastOf = new Map<string, Promise<void>>();
  const endOldest = async () => {
    const { offset, taken } = underWay[0]!;
    await taken;
    underWay.shift();
    // Only once it is safe in the inbox, as are those before it, may the broker forget that we have not got it.
    resolveOffset(offset);
    await heartbeat();
  };
  try {
    for (const message of batch.messages) {
      if (!isRunning() || isStale()) break;
      if (underWay.length === takenAtOnce) await endOldest();
      const { offset } = message;
      const key = String(message.key);
      const before = lastOf.get(key) ?? Promise.resolve();
      const taken = before.then(() =>
        take(message as Message, `${batch.topic}/${batch.partition}/${offset}`),
      );
      lastOf.set(key, taken);
      underWay.push({ offset, taken });
    }
    while (underWay.length > 0) await endOldest();
  } finally {
    await Promise.allSettled(underWay.map(({ taken }) => taken));
  }
  await commitOffsetsIfNecessary(payload.uncommittedOffsets());
}

async function within<T>(ms: number, job: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer from Kafka within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([job, late]);
  } finally {
    clearTimeout(timer);
  }
}

const toPino =
  (log: Logger): logCreator =>
  () =>
  ({ level, log: { message, ...rest } }) =>
    level <= logLevel.ERROR ? log.error({ kafka: rest }, message) : log.warn({ kafka: rest }, message);
