import { setTimeout as wait } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { checkTopics, makeTopics } from '../../packages/runtime/src/kafka-topics';
import { Mendable } from '../../packages/runtime/src/mendable';
import { onFewer, type Topic, topics } from '../../packages/runtime/src/topics';

/**
 * Makes the topics of `topics.json` that are not there yet, and says by throwing where one differs from its
 * declaration. Asking twice changes nothing. `copies` is for a sandbox of fewer brokers than they are declared
 * with. Returns their names.
 */
export async function createTopics(
  brokers: readonly string[],
  copies: number | null,
): Promise<readonly string[]> {
  const admin = new Kafka({
    brokers: [...brokers],
    logLevel: logLevel.NOTHING,
    // Somebody waits for it: two seconds, and then what is wrong.
    retry: { retries: 3 },
  }).admin();
  await admin.connect().catch((error: Error) => {
    const where = brokers.join(',');
    throw new Mendable(
      `${where} 没有 Kafka 应答。请启动它（pnpm engines up），或更正 KAFKA_BROKERS。 / ` +
        `No Kafka answers at ${where} (${error.message}). Start it, as by pnpm engines up, or put KAFKA_BROKERS right.`,
    );
  });
  try {
    const { length } = (await admin.describeCluster()).brokers;
    const needed = copies ?? Math.max(...Object.values(topics).map(({ replication }) => replication));
    if (length < needed) {
      throw new Mendable(
        `主题声明为 ${needed} 份，这里只有 ${length} 个 broker。沙箱请加 REPLICATION_FACTOR=${length}。 / ` +
          `The topics are declared on ${needed} brokers, and here ${length === 1 ? 'is 1' : `are ${length}`}. For a sandbox say REPLICATION_FACTOR=${length}.`,
      );
    }
    const names = Object.keys(topics);
    const wanted = (topic: Topic) => (copies === null ? topic : onFewer(topic, copies));
    for (let tries = 1; ; tries++) {
      // It may say that it does not know a topic although it made it; what counts is what is there then.
      const failure: unknown = await makeTopics(admin, wanted).catch((error: unknown) => error);
      try {
        await checkTopics(admin, names, { sandbox: copies !== null });
        return names;
      } catch (error) {
        if (tries === 10)
          throw failure ? new AggregateError([error, failure], `${error}\n${failure}`) : error;
        await wait(200);
      }
    }
  } finally {
    await admin.disconnect();
  }
}
