import type { Consumer, EachBatchPayload, IHeaders, Kafka } from 'kafkajs';
import type { Logger } from 'pino';
import { createLoop } from './loop';
import { topics as declared } from './topics';
import { watchTrouble } from './trouble';

/** That a topic has. */
const mostPartitions = Math.max(...Object.values(declared).map(({ partitions }) => partitions));

export interface Message {
  readonly headers?: IHeaders;
  readonly value: Buffer | null;
}

/** What to do with a message; its place says which one it is. */
export type Take = (message: Message, place: string) => Promise<void>;

/** How much of a partition a group has not taken yet. */
export interface Lag {
  readonly topic: string;
  readonly partition: number;
  readonly events: number;
}

/**
 * How often it is looked whether a consumer goes on, and for how long it may stand still with events before it: in all of
 * its partitions, and in one, which waits its turn while others of the same broker have much to take.
 */
export const patience = { everyMs: 15_000, standstillMs: 60_000, partitionMs: 600_000 };

/**
 * Reads topics for as long as it is not stopped. A consumer that crashes, or stands still in a partition although there
 * is something to read, is given up for a new one: kafkajs does not notice by itself that its fetch hangs.
 */
export async function consume(
  kafka: Kafka,
  group: string,
  topics: readonly string[],
  take: Take,
  log: Logger,
  lagOf: () => Promise<readonly Lag[]>,
  { everyMs, standstillMs, partitionMs }: typeof patience,
) {
  let stopped = false;
  let current: Consumer | null = null;
  /** One that is to be it, once it has joined its group. */
  let joining: Consumer | null = null;
  /** By partition that the current one has, when it last took something, or had nothing to take. */
  const movedAt = new Map<string, number>();
  /** When it last took something, from whatever partition. */
  let tookAt = Date.now();
  const trouble = watchTrouble(log.child({ group }), {
    begins: 'not heard: what others told is not taken from the broker',
    ends: 'heard again',
  });

  const lagTrouble = watchTrouble(log.child({ group }), {
    begins: 'lag not known: whether it stands still is not seen',
    ends: 'lag known again',
  });

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
      trouble.failed(payload.error);
      // One that crashes before it runs is none yet: that is seen below.
      if (consumer === current) void replace();
    });
    // Others of its group have the other partitions, and what they do with them.
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      movedAt.clear();
      tookAt = Date.now();
      for (const [topic, partitions] of Object.entries(payload.memberAssignment))
        for (const partition of partitions) movedAt.set(`${topic}/${partition}`, Date.now());
    });
    // It is served, and there is nothing that could fail yet.
    consumer.on(consumer.events.FETCH, ({ payload }) => payload.numberOfBatches === 0 && trouble.over());
    await consumer.run({
      autoCommit: false,
      // While an event of one waits for its commit, those of the others need not.
      partitionsConsumedConcurrently: mostPartitions,
      eachBatchAutoResolve: false,
      eachBatch: (payload) =>
        takeBatch(payload, async (message, place) => {
          await take(message, place);
          trouble.over();
          tookAt = Date.now();
          movedAt.set(`${payload.batch.topic}/${payload.batch.partition}`, tookAt);
        }),
    });
    // It does not say so by itself: whoever cannot join its group is said to run.
    if (crashed || stopped) void consumer.disconnect().catch(() => undefined);
    else current = consumer;
  };
  const begin = async () => {
    while (!stopped && current === null) {
      try {
        await start();
      } catch (error) {
        trouble.failed(error);
        // One that connected and went no further would stay, try by try.
        void joining?.disconnect().catch(() => undefined);
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
      const looked = current;
      if (looked === null) return;
      const lags = await lagOf();
      lagTrouble.over();
      // It crashed meanwhile, and another takes its place already.
      if (current !== looked) return;
      const longestMs = Date.now() - tookAt >= standstillMs ? standstillMs : partitionMs;
      const still: Record<string, number> = {};
      for (const { topic, partition, events } of lags) {
        const place = `${topic}/${partition}`;
        const since = movedAt.get(place);
        if (since === undefined) continue;
        if (events === 0) movedAt.set(place, Date.now());
        else if (Date.now() - since >= longestMs) still[place] = events;
      }
      if (Object.keys(still).length === 0) return;
      log.warn({ lag: still, group }, 'kafka consumer stands still, starting a new one');
      await replace();
    },
    { everyMs, onError: lagTrouble.failed },
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

/** Events of several keys go side by side; those of one key go one after another. Exported for its test. */
export async function takeBatch(payload: EachBatchPayload, take: Take) {
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
      // It is waited for in its turn, and may fail before that: a rejection that nobody hears ends the process.
      taken.catch(() => undefined);
      lastOf.set(key, taken);
      underWay.push({ offset, taken });
    }
    while (underWay.length > 0) await endOldest();
  } finally {
    await Promise.allSettled(underWay.map(({ taken }) => taken));
  }
  await commitOffsetsIfNecessary(payload.uncommittedOffsets());
}
