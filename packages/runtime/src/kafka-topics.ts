import type { Admin, ConfigResourceTypes } from 'kafkajs';
import { Mendable } from './mendable';
import { differences, settings, type Topic, topics } from './topics';

/** `ConfigResourceTypes.TOPIC`: only `kafka.ts` loads kafkajs itself. */
const topicResource = 2 as ConfigResourceTypes.TOPIC;

/** What there is of these topics, by name; nothing of one that is not there. */
export async function findTopics(
  admin: Admin,
  names: readonly string[],
): Promise<ReadonlyMap<string, Topic>> {
  // Asked for one that is missing, kafkajs asks again and again for half a minute.
  const all = new Set(await admin.listTopics());
  const here = names.filter((name) => all.has(name));
  if (here.length === 0) return new Map();

  const [{ topics: found }, { resources }] = await Promise.all([
    admin.fetchTopicMetadata({ topics: here }),
    admin.describeConfigs({
      includeSynonyms: false,
      resources: here.map((name) => ({ type: topicResource, name, configNames: Object.values(settings) })),
    }),
  ]);
  return new Map(
    found.map(({ name, partitions }) => {
      const { configEntries } = resources.find(({ resourceName }) => resourceName === name)!;
      const setting = (part: keyof typeof settings) =>
        configEntries.find(({ configName }) => configName === settings[part])!.configValue;
      const topic = {
        partitions: partitions.length,
        replication: Math.min(...partitions.map(({ replicas }) => replicas.length)),
        minInsyncReplicas: Number(setting('minInsyncReplicas')),
        retentionMs: Number(setting('retentionMs')),
        cleanupPolicy: setting('cleanupPolicy'),
        maxMessageBytes: Number(setting('maxMessageBytes')),
      };
      return [name, topic];
    }),
  );
}

/** Throws what is missing and what differs, all of it, with what to do. */
export async function checkTopics(
  admin: Admin,
  names: readonly string[],
  where: { readonly sandbox: boolean },
): Promise<ReadonlyMap<string, Topic>> {
  const found = await findTopics(admin, names);
  const faults = names.flatMap((name) => {
    const topic = found.get(name);
    if (topic) return differences(name, topic, where);
    return [
      `没有主题 ${name}，请运行 KAFKA_BROKERS=… pnpm topics。 / There is no topic ${name}. Make it: KAFKA_BROKERS=… pnpm topics`,
    ];
  });
  if (faults.length > 0) throw new Mendable(faults.join('\n'));
  return found;
}

/** Makes what is declared and not there yet; what is there is left as it is. `wanted` says how it is declared. */
export async function makeTopics(admin: Admin, wanted: (topic: Topic) => Topic): Promise<void> {
  const there = new Set(await admin.listTopics());
  const missing = Object.entries(topics).filter(([name]) => !there.has(name));
  if (missing.length === 0) return;
  await admin.createTopics({
    waitForLeaders: true,
    topics: missing.map(([topic, declared]) => {
      const each = wanted(declared);
      return {
        topic,
        numPartitions: each.partitions,
        replicationFactor: each.replication,
        configEntries: (Object.keys(settings) as (keyof typeof settings)[]).map((part) => ({
          name: settings[part],
          value: String(each[part]),
        })),
      };
    }),
  });
}
