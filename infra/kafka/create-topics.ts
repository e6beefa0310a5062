import { Kafka, logLevel } from 'kafkajs';
import topics from './topics.json';

/**
 * Makes the topics of `topics.json` that are not there yet, and says by throwing where one differs from
 * its declaration. Asking twice changes nothing. Returns their names.
 */
export async function createTopics(brokers: string, replicationFactor = 1): Promise<readonly string[]> {
  const admin = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const there = new Set(await admin.listTopics());
    const missing = Object.entries(topics).filter(([topic]) => !there.has(topic));
    if (missing.length > 0) {
      const wanted = missing.map(([topic, { partitions, retentionMs }]) => ({
        topic,
        numPartitions: partitions,
        replicationFactor,
        configEntries: [
          { name: 'cleanup.policy', value: 'delete' },
          { name: 'retention.ms', value: String(retentionMs) },
        ],
      }));
      // It may say that it does not know the topic although it made it; what counts is what is there then.
      await admin.createTopics({ topics: wanted, waitForLeaders: true }).catch(() => undefined);
    }
    const { topics: found } = await admin.fetchTopicMetadata({ topics: Object.keys(topics) });
    for (const { name, partitions } of found) {
      const declared = (topics as Record<string, { partitions: number }>)[name]!.partitions;
      if (partitions.length !== declared) {
        throw new Error(`${name} has ${partitions.length} partitions and is declared with ${declared}.`);
      }
    }
    return Object.keys(topics);
  } finally {
    await admin.disconnect();
  }
}
