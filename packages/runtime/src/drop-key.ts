import { type EntityManager, In } from 'typeorm';
import type { Consumer } from './consumer';
import { InboxTable, placeTaken } from './inbox.table';
import { forUpdate } from './transaction';

/** What was, or would be, taken out of the inbox, and from which place in its line the aggregate is told again. */
export interface Dropped {
  readonly events: readonly { readonly eventId: string; readonly sequence: number; readonly type: string }[];
  readonly fromSequence: number;
}

/**
 * Takes out of the inbox what keeps an aggregate from going on: the event that is parked or, where none is, those that
 * wait behind a gap. Nothing that was handled goes. What was refused since such a one had its place is forgotten too,
 * so that it is no repetition when its speaker tells it again. Null where there is nothing of that.
 */
export async function dropUnhandled(
  tx: EntityManager,
  { name: consumer }: Pick<Consumer, 'name'>,
  subject: string,
  dryRun: boolean,
): Promise<Dropped | null> {
  const unhandled = await tx.find(InboxTable, {
    where: { consumer, subject, state: In(['PARKED', 'WAITING']) },
    order: { sequence: 'ASC' },
    ...forUpdate(tx),
  });
  const handled = await tx.maximum(InboxTable, 'sequence', { consumer, subject, state: 'HANDLED' });
  const fromSequence = Number(handled ?? 0) + 1;
  const parked = unhandled.filter(({ state }) => state === 'PARKED');
  const dropped = parked.length > 0 ? parked : unhandled.filter(({ sequence }) => sequence > fromSequence);
  const kept = new Set(unhandled.filter((row) => !dropped.includes(row)).map(({ sequence }) => sequence));

  const refused = await tx.findBy(InboxTable, { consumer, state: 'REFUSED' });
  const displaced = refused.filter(({ error }) => {
    const taken = placeTaken.exec(error ?? '');
    const place = Number(taken?.groups!.sequence);
    return taken?.groups!.subject === subject && place >= fromSequence && !kept.has(place);
  });
  if (dropped.length + displaced.length === 0) return null;

  const eventIds = [...dropped, ...displaced].map(({ eventId }) => eventId);
  if (!dryRun) await tx.delete(InboxTable, { consumer, eventId: In(eventIds) });
  const events = dropped.map(({ eventId, sequence, envelope }) => ({
    eventId,
    sequence,
    type: envelope!.type,
  }));
  return { events, fromSequence };
}

/** A record that was refused, and is known no more. */
export interface Forgotten {
  readonly id: string;
  readonly reason: string;
}

/**
 * Forgets a record that was refused, by the id it is shown under: nothing waits for it, and it counts no more. Its id
 * is not kept here, so that one which was refused since another had its place can still come in, once it is told again.
 * Null where none of that id was refused.
 */
export async function forgetRefused(
  tx: EntityManager,
  { name: consumer }: Pick<Consumer, 'name'>,
  eventId: string,
  dryRun: boolean,
): Promise<Forgotten | null> {
  const which = { consumer, eventId, state: 'REFUSED' } as const;
  const row = await tx.findOne(InboxTable, { where: which, ...forUpdate(tx) });
  if (!row) return null;
  if (!dryRun) await tx.delete(InboxTable, which);
  return { id: eventId, reason: row.error ?? '' };
}
