import declared from '../../../infra/kafka/topics.json';

/** What is declared of a topic, or found of one. */
export interface Topic {
  readonly partitions: number;
  /** On how many brokers each partition is. */
  readonly replication: number;
  /** How many of them must have an event before its sender may forget it. */
  readonly minInsyncReplicas: number;
  /** How long it keeps an event; -1 for ever. */
  readonly retentionMs: number;
  /** `delete` by age. Compaction would keep only the last event of each aggregate. */
  readonly cleanupPolicy: string;
  /** How large what is sent at once may be, and so one event. */
  readonly maxMessageBytes: number;
}

export const topics: Readonly<Record<string, Topic>> = declared;

/** On fewer brokers than it is declared with: a developer's machine, never production. */
export const onFewer = (topic: Topic, brokers: number): Topic => ({
  ...topic,
  replication: Math.min(topic.replication, brokers),
  minInsyncReplicas: Math.min(topic.minInsyncReplicas, brokers),
});

/** As a broker calls it, where it is a setting of the topic. */
export const settings = {
  minInsyncReplicas: 'min.insync.replicas',
  retentionMs: 'retention.ms',
  cleanupPolicy: 'cleanup.policy',
  maxMessageBytes: 'max.message.bytes',
} as const;

/**
 * How what is there differs from its declaration, in words. What a sandbox lacks in copies is no difference: it
 * runs on as many brokers as it has.
 */
export function differences(
  name: string,
  found: Topic,
  { sandbox }: { sandbox: boolean },
): readonly string[] {
  const wanted = topics[name];
  if (!wanted) return [`${name} is not declared in infra/kafka/topics.json.`];
  const parts = (Object.keys(wanted) as (keyof Topic)[]).filter((part) => found[part] !== wanted[part]);
  const fewer = (part: keyof Topic) =>
    (part === 'replication' || part === 'minInsyncReplicas') && found[part] < wanted[part];
  return parts
    .filter((part) => !(sandbox && fewer(part)))
    .map(
      (part) =>
        `主题 ${name} 的 ${part} 为 ${found[part]}，声明为 ${wanted[part]}，请照英文说明更正。 / ${name} has ${part} ${found[part]} and is declared with ${wanted[part]}. ${howToMend[part](name, wanted)}`,
    );
}

const alter = (part: keyof typeof settings) => (name: string, wanted: Topic) =>
  `Set it: kafka-configs.sh --alter --topic ${name} --add-config ${settings[part]}=${wanted[part]}`;

const howToMend: Record<keyof Topic, (name: string, wanted: Topic) => string> = {
  // More of them, and the same aggregate is on another one from then on: its events would overtake each other.
  partitions: (name) =>
    `Stop the services, delete ${name}, make it with \`pnpm topics\`, start them, and have its events told again with \`pnpm anju events replay\`.`,
  replication: () => 'Spread it over more brokers: kafka-reassign-partitions.sh --execute',
  minInsyncReplicas: alter('minInsyncReplicas'),
  retentionMs: alter('retentionMs'),
  cleanupPolicy: alter('cleanupPolicy'),
  maxMessageBytes: alter('maxMessageBytes'),
};
