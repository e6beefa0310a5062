import { topicOf } from '@anju/events/topic';
import { readFromOutside } from '@anju/local/outside-reader';
import type { Told } from './line/checker';

/** All that lies on a service's topic, partition by partition in its order, as a stranger reads it. */
export async function readTopic(brokers: string, service: string): Promise<readonly Told[]> {
  const records = await readFromOutside(brokers, topicOf(service));
  return records.map(({ headers }) => ({
    id: headers['ce_id']!,
    subject: headers['ce_subject']!,
    sequence: Number(headers['ce_sequence']),
  }));
}
