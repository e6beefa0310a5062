import { catalogue } from '@anju/events/catalogue';
import type { Envelope, EventType, Fact } from '@anju/events/define-event';
import { type Id, newId } from '@anju/values/id';
import type { Instant } from '@anju/values/time';
import { type EntityManager, EntitySchema } from 'typeorm';
import { idColumn, instantColumn, integerColumn, toSafeInteger } from './columns';
import { currentTraceparent } from './trace';

export interface OutboxRow {
  id: Id<'evt'>;
  type: EventType;
  subject: string;
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
    sequence: integerColumn,
    data: { type: 'json' },
    occurredAt: instantColumn,
    traceparent: { ...idColumn, nullable: true },
    publishedAt: { ...instantColumn, nullable: true },
  },
  indices: [
    { name: 'outbox_sequence', columns: ['subject', 'sequence'], unique: true },
    { name: 'outbox_unpublished', columns: ['publishedAt', 'sequence'] },
  ],
});

/** All but `publishedAt`. */
export const outboxWrittenOnce = ['id', 'type', 'subject', 'sequence', 'data', 'occurredAt', 'traceparent'];

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
    const last = (await tx.maximum(OutboxTable, 'sequence', { subject })) ?? 0;
    await tx.insert(OutboxTable, {
      id: newId('evt'),
      type,
      subject,
      sequence: toSafeInteger(last) + 1,
      data: parsed,
      occurredAt: now,
      traceparent: currentTraceparent(),
      publishedAt: null,
    });
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
