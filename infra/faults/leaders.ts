import { until } from '@anju/local/client';
import { Kafka, logLevel } from 'kafkajs';

/** Who leads the partitions of a topic, and a way to have another lead them while every broker lives. */
export interface Leaders {
  /** By partition. */
  readonly of: (topic: string) => Promise<ReadonlyMap<number, number>>;
  /** Another broker leads the partition from then on; resolves before the one that led it has its copy again. */
  readonly move: (topic: string, partition: number) => Promise<void>;
  /** Resolves once each broker has its copy of every partition, and has caught up. */
  readonly whole: (topic: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** However slow the machine is. */
const patienceMs = 120_000;

/** After so long without a new leader it is asked for again: a controller that was just elected may have forgotten it. */
const againMs = 15_000;

export async function openLeaders(brokers: string): Promise<Leaders> {
  const all = brokers.split(',');
  const admin = new Kafka({ brokers: all, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const look = async (topic: string) =>
    (await admin.fetchTopicMetadata({ topics: [topic] })).topics[0]!.partitions;
  const partitionOf = async (topic: string, partition: number) =>
    (await look(topic)).find(({ partitionId }) => partitionId === partition)!;
  const assign = (topic: string, partition: number, replicas: number[]) =>
    admin.alterPartitionReassignments({
      topics: [{ topic, partitionAssignment: [{ partition, replicas }] }],
    });
  return {
    of: async (topic) => new Map((await look(topic)).map(({ partitionId, leader }) => [partitionId, leader])),
    move: async (topic, partition) => {
      const { leader, replicas } = await partitionOf(topic, partition);
      const others = replicas.filter((each) => each !== leader);
      // kafkajs cannot ask for an election. Whoever keeps no copy leads no longer.
      await assign(topic, partition, others);
      let askedAt = Date.now();
      const moved = async () => {
        const now = await partitionOf(topic, partition);
        if (now.leader !== leader && now.leader >= 0) return true;
        if (Date.now() - askedAt > againMs) {
          askedAt = Date.now();
          await assign(topic, partition, others);
        }
        return false;
      };
      await until(`another leader of ${topic}/${partition}`, moved, patienceMs);
      await assign(topic, partition, [...others, leader]);
    },
    whole: async (topic) => {
      const inSync = async () => (await look(topic)).every(({ isr }) => isr.length === all.length);
      await until(`all copies of ${topic} to be in sync`, inSync, patienceMs);
    },
    close: () => admin.disconnect(),
  };
}
