import type { Envelope } from '@anju/events/define-event';
import { replayRequest, replayTopic } from '@anju/events/replay-request';
import { topicOf } from '@anju/events/topic';
import { Kafka, type logCreator, logLevel, type Producer } from 'kafkajs';
import { type Instant, isInstant } from '@anju/values/time';
import type { Logger } from 'pino';
import { z } from 'zod';
import { askSeldom } from './ask-seldom';
import { speakersOf } from './consumer';
import type { Delivery } from './delivery';
import { inShort } from './keepable';
import { consume, type Lag, type Message, patience, type Take } from './kafka-consumer';
import { checkTopics } from './kafka-topics';
import { murmur2 } from './murmur2';
import { createQueue } from './queue';
import { SentInPart } from './relay';
import { topics } from './topics';

/** How long a look at where a consumer stands may take. */
const watchMs = 3_000;

/** How long one send may take before its producer is given up. */
const deadlineMs = 15_000;

interface Options {
  /** Its topics may have fewer copies than they are declared with. */
  readonly sandbox?: boolean;
  readonly watching?: typeof patience;
}

/** With `kafka-consumer.ts` all of a city that knows kafkajs 2.2.4, and what it must not be trusted with. */
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

  const lagOf = async (group: string, topics: readonly string[]): Promise<readonly Lag[]> => {
    const there = await connected();
    const taken = await there.fetchOffsets({ groupId: group, topics: [...topics] });
    const ofTopics = taken.map(async ({ topic, partitions }) => {
      const ends = new Map((await there.fetchTopicOffsets(topic)).map((each) => [each.partition, each]));
      return partitions.map(({ partition, offset }) => {
        const { low, high } = ends.get(partition)!;
        return { topic, partition, events: Number(high) - Math.max(Number(low), Number(offset)) };
      });
    });
    return (await Promise.all(ofTopics)).flat();
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
      read(`${service}.replay`, [replayTopic], async ({ value }, place) => {
        const request = replayRequest.safeParse(readJson(value));
        // Not the record itself: whoever wrote it may have put anything in, and as much as a topic takes.
        if (!request.success)
          log.warn({ place, reason: inShort(z.prettifyError(request.error)) }, 'no replay request');
        else if (request.data.service === service) await take(request.data);
      }),
    // Whoever watches does not wait for a broker that hangs.
    lag: async (consumer) => {
      const lag = new Map<string, number>();
      for (const { topic, events } of await within(
        watchMs,
        lagOf(consumer.name, speakersOf(consumer).map(topicOf)),
      ))
        lag.set(topic, (lag.get(topic) ?? 0) + events);
      return lag;
    },
    // kafkajs tries for half a minute before it says that nobody is there.
    ping: askSeldom(async () => void (await (await connected()).describeCluster())),
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
  /** How often a partition failed: what waited for its turn meanwhile would wait as long, and each after the other. */
  const failed = Array.from({ length: partitions }, () => 0);

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
      const before = failed[partition];
      return inTurn[partition]!(async () => {
        if (failed[partition] !== before) throw new Error(`Partition ${partition} failed just now`);
        const { batches, tooLarge } = cut(
          events.map((event) => [event, toMessage(partition)(event)]),
          topics[topic]!.maxMessageBytes,
        );
        const sent: string[] = [];
        try {
          for (const batch of batches) {
            const producer = await within(deadlineMs, producerFor(partition));
            const messages = batch.map(([, message]) => message);
            await within(deadlineMs, producer.send({ topic, acks: -1, messages }));
            sent.push(...batch.map(([{ id }]) => id));
          }
        } catch (error) {
          failed[partition]!++;
          giveUp(partition);
          throw new SentInPart(sent, error);
        }
        if (tooLarge.length > 0)
          throw new SentInPart(
            sent,
            `${tooLarge.map(({ id }) => id).join(', ')}: larger than a topic takes, and held back`,
            tooLarge.map(({ subject }) => subject),
          );
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

/** Of one send: a broker counts the bytes of the whole batch against the topic's `maxMessageBytes`. */
const bytesAtOnce = 400_000;

type Sending = readonly [Envelope, ReturnType<ReturnType<typeof toMessage>>];

/**
 * What is sent at once, in order; and which events are larger than a topic takes by themselves. Behind one of these the
 * events of its key wait, and no other's.
 */
export function cut(all: readonly Sending[], most: number) {
  const batches: Sending[][] = [];
  const tooLarge: Envelope[] = [];
  const behind = new Set<string>();
  let left = 0;
  for (const each of all) {
    const [event, message] = each;
    const { subject } = event;
    if (behind.has(subject)) continue;
    // Its key, its headers and what the broker writes around it are some hundred bytes.
    const bytes = Buffer.byteLength(message.value) + 1_000;
    if (bytes > most) {
      behind.add(subject);
      tooLarge.push(event);
      continue;
    }
    if (left < bytes || batches.length === 0) {
      batches.push([]);
      left = bytesAtOnce;
    }
    batches.at(-1)!.push(each);
    left -= bytes;
  }
  return { batches, tooLarge };
}

const eventHeaders = z.object({
  ce_id: z.string().min(1).max(64),
  ce_type: z.templateLiteral([z.string(), '.', z.string(), '.v', z.int()]),
  ce_source: z.templateLiteral(['/anju/', z.string()]),
  ce_subject: z.string().min(1).max(64),
  ce_time: z.custom<Instant>((text) => typeof text === 'string' && isInstant(text)),
  ce_sequence: z
    .string()
    .regex(/^[1-9]\d*$/)
    .transform(Number),
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

function readJson(value: Buffer | null): unknown {
  try {
    return JSON.parse(value?.toString() ?? 'null');
  } catch {
    return null;
  }
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

/** It says each try of each connection as an error, also of a healthy start: what comes of it is said by those who use it. */
const toPino =
  (log: Logger): logCreator =>
  () =>
  ({ log: { message, ...rest } }) =>
    log.debug({ kafka: rest }, message);
