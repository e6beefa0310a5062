import type { EventType } from '@anju/events/define-event';
import type { Instant } from '@anju/values/time';
import { And, In, IsNull, LessThan, LessThanOrEqual, MoreThan, MoreThanOrEqual, Not } from 'typeorm';
import type { Database } from './database';
import { OutboxTable } from './outbox';
import { transaction } from './transaction';

const atOnce = 1_000;

/** Which of the events that were published. */
export interface Which {
  readonly subject: string | null;
  readonly fromSequence: number;
  readonly type?: string | null;
  readonly since?: Instant | null;
  readonly before?: Instant | null;
}

const published = ({ subject, fromSequence, type, since, before }: Which, upTo: string) => ({
  id: LessThanOrEqual(upTo) as never,
  publishedAt: Not(IsNull()),
  sequence: MoreThanOrEqual(fromSequence),
  ...(subject ? { subject } : {}),
  ...(type ? { type: type as EventType } : {}),
  occurredAt: And(MoreThanOrEqual(since ?? ('' as Instant)), LessThan(before ?? ('~' as Instant))),
});

/** How many events `publishAgain` would hand over. */
export const countPublished = (db: Database, which: Which): Promise<number> =>
  db.read.countBy(OutboxTable, published(which, '~'));

/** How far each aggregate behind `after` was told of, in the order of their ids. */
export async function findTold(
  db: Database,
  after: string,
  limit: number,
): Promise<{ readonly subject: string; readonly sequence: number }[]> {
  const rows = await db.read
    .createQueryBuilder(OutboxTable, 'outbox')
    .select('outbox.subject', 'subject')
    .addSelect('MAX(outbox.sequence)', 'sequence')
    .where({ subject: MoreThan(after), publishedAt: Not(IsNull()) })
    .groupBy('outbox.subject')
    .orderBy('outbox.subject')
    .limit(limit)
    .getRawMany<{ subject: string; sequence: unknown }>();
  return rows.map(({ subject, sequence }) => ({ subject, sequence: Number(sequence) }));
}

/**
 * Hands what was published to the relay once more, with the ids it has; returns how many events that is. Page
 * by page, so that whoever writes meanwhile does not wait for all of it.
 */
export async function publishAgain(db: Database, which: Which): Promise<number> {
  // What is told from now on is published anyway.
  const last = await db.read.findOne(OutboxTable, { where: {}, order: { id: 'DESC' }, select: { id: true } });
  if (!last) return 0;
  let after = '';
  let handed = 0;
  for (;;) {
    const page = await db.read.find(OutboxTable, {
      select: { id: true },
      where: { ...published(which, last.id), id: And(MoreThan(after), LessThanOrEqual(last.id)) as never },
      order: { id: 'ASC' },
      take: atOnce,
    });
    if (page.length === 0) return handed;
    const ids = page.map(({ id }) => id);
    await transaction(db, (tx) => tx.update(OutboxTable, { id: In(ids) }, { publishedAt: null }));
    handed += ids.length;
    after = ids.at(-1)!;
  }
}
