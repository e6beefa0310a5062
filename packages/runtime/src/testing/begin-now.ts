import { topicOf } from '@anju/events/topic';
import { Kafka, logLevel } from 'kafkajs';

/** Of a real broker: jest.config.mjs runs no file that needs one on the embedded delivery. */
declare const TEST_BROKERS: string;

/**
 * Lets a group begin behind what lies on the topic: of what former runs left, more than one fetch brings would come
 * first, and a test whose events wait for each other may get them in two.
 */
export async function beginNow(groupId: string) {
  const admin = new Kafka({ brokers: TEST_BROKERS.split(','), logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const topic = topicOf('governance');
  const ends = await admin.fetchTopicOffsets(topic);
  const partitions = ends.map(({ partition, high }) => ({ partition, offset: high }));
  await admin.setOffsets({ groupId, topic, partitions });
  await admin.disconnect();
}
