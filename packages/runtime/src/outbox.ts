import { catalogue } from '@anju/events/catalogue';
import type { Envelope, EventType, Fact } from '@anju/events/define-event';
import { type Id, newId } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { type EntityManager, EntitySchema } from 'typeorm';
import { idColumn, instantColumn, integerColumn } from './columns';
import { murmur2 } from './murmur2';
import { currentTraceparent } from './trace';

export interface OutboxRow {
  id: Id<'evt'>;
  type: EventType;
  subject: string;
  /** Which of the relays sends it (`shardOf`). */
  shard: number;
  sequence: number;
  data: unknown;
  occurredAt: Instant;
  traceparent: string | null;
  publishedAt: Instant | null;
}

/** The service's public log. It is kept: a consumer may ask for all of it again. */
export const OutboxTable = new EntitySchema<OutboxRow>({
  name: 'outbox',
  columns: {
    id: { ...idColumn, primary: true },
    type: { type: 'varchar', length: 120 },
    subject: idColumn,
    shard: { type: 'int' },
    sequence: integerColumn,
    data: { type: 'json' },
    occurredAt: instantColumn,
    traceparent: { ...idColumn, nullable: true },
    publishedAt: { ...instantColumn, nullable: true },
  },
  indices: [
    { name: 'outbox_sequence', columns: ['subject', 'sequence'], unique: true },
    { name: 'outbox_unpublished', columns: ['publishedAt', 'shard', 'sequence'] },
  ],
});

/** All but `publishedAt`. */
export const outboxWrittenOnce = [
  'id',
  'type',
  'subject',
  'shard',
  'sequence',
  'data',
  'occurredAt',
  'traceparent',
];

/** How many relays of one service can work side by side. Rows keep their shard, so it is not changed lightly. */
const shards = 8;

/** All events of an aggregate have one shard, and so one relay at a time. */
export const shardOf = (subject: string): number => (murmur2(subject) & 0x7fffffff) % shards;

/**
 * Records facts in the caller's transaction, so they are published if and only if it commits. The
 * caller holds the aggregate it speaks of; two that did not would meet at the unique sequence.
 */
export async function appendToOutbox(tx: EntityManager, facts: readonly Fact[], now: Instant): Promise<void> {
  for (const { type, data } of facts) {
    const contract = catalogue.get(type);
    if (!contract) throw new Error(`No contract for ${type}`);
    const parsed = contract.data.parse(data) as Record<string, string>;
    const subject = parsed[contract.key]!;
    // Its place is found by the statement that writes it: one for each event of each mutation, and not two.
    await tx.query(
      `INSERT INTO outbox (id, type, subject, shard, sequence, data, occurredAt, traceparent)
       SELECT ?, ?, ?, ?, COALESCE(MAX(sequence), 0) + 1, ?, ?, ? FROM outbox WHERE subject = ?`,
      [
        newId('evt'),
        type,
        subject,
        shardOf(subject),
        JSON.stringify(parsed),
        now,
        currentTraceparent(),
        subject,
      ],
    );
  }
}

export const toEnvelope = (row: OutboxRow): Envelope => ({
  id: row.id,
  type: row.type,
  source: `/anju/${row.type.split('.')[0]}`,
  subject: row.subject,
  sequence: row.sequence,
  time: row.occurredAt,
  ...(row.traceparent ? { traceparent: row.traceparent } : {}),
  data: row.data,
});
