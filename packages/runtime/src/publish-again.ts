import type { ReplayRequest } from '@anju/events/replay-request';
import { And, In, IsNull, LessThanOrEqual, MoreThan, MoreThanOrEqual, Not } from 'typeorm';
import type { Database } from './database';
import { OutboxTable } from './outbox';
import { transaction } from './transaction';

const atOnce = 1_000;

/**
 * Hands what was published to the relay once more, with the ids it has; returns how many events that is. Page
 * by page, so that whoever writes meanwhile does not wait for all of it.
 */
export async function publishAgain(
  db: Database,
  { subject, fromSequence }: Pick<ReplayRequest, 'subject' | 'fromSequence'>,
): Promise<number> {
  // What is told from now on is published anyway.
  const last = await db.read.findOne(OutboxTable, { where: {}, order: { id: 'DESC' }, select: { id: true } });
  let after: string = '';
  let handed = 0;
  for (;;) {
    const page = await db.read.find(OutboxTable, {
      select: { id: true },
      where: {
        id: And(MoreThan(after), LessThanOrEqual(last?.id ?? '')) as never,
        publishedAt: Not(IsNull()),
        sequence: MoreThanOrEqual(fromSequence),
        ...(subject ? { subject } : {}),
      },
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
