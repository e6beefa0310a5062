import { newId } from '@anju/values/id';
import { type EntityManager, In, IsNull, MoreThan } from 'typeorm';
import type { Consumer } from './consumer';
import { type InboxRow, InboxTable, nobodyListened, placeTaken } from './inbox.table';
import { Conflict, forUpdate, isDuplicate } from './transaction';

/** What was, or would be, taken out of the inbox, and from which place in its line the aggregate is told again. */
export interface Dropped {
  readonly events: readonly { readonly eventId: string; readonly sequence: number; readonly type: string }[];
  readonly fromSequence: number;
}

/**
 * Takes out of the inbox what keeps an aggregate from going on: the event that is parked or, where none is, those that
 * wait behind a gap. Where nothing was done about an event since nobody here listens to its type, and another was
 * refused since that one has its place, all from that place on goes, to be told again. Nothing that had an effect goes,
 * nor what is before such a one. What was refused since one that goes had its place is forgotten too, so that it is no
 * repetition when its speaker tells it again. Null where there is nothing of that.
 */
export async function dropWithoutEffect(
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
  const handled = { consumer, subject, state: 'HANDLED' } as const;
  const last = Number((await tx.maximum(InboxTable, 'sequence', handled)) ?? 0);
  const withEffect = await tx.maximum(InboxTable, 'sequence', { ...handled, error: IsNull() });
  const idle = await tx.find(InboxTable, {
    where: { ...handled, sequence: MoreThan(Number(withEffect ?? 0)) },
    order: { sequence: 'ASC' },
  });

  const refused = (await tx.findBy(InboxTable, { consumer, state: 'REFUSED' })).flatMap((row) => {
    const taken = placeTaken.exec(row.error ?? '')?.groups;
    return taken?.subject === subject ? [{ ...row, place: Number(taken.sequence) }] : [];
  });
  const claimed = idle.find(({ sequence }) => refused.some(({ place }) => place === sequence));
  if (claimed && !dryRun && !unhandled.some(({ sequence }) => sequence === last + 1))
    await meetAt(tx, { consumer, subject, sequence: last + 1 });
  const fromSequence = claimed?.sequence ?? last + 1;
  const parked = unhandled.filter(({ state }) => state === 'PARKED');
  const dropped = claimed
    ? [...idle, ...unhandled].filter(({ sequence }) => sequence >= fromSequence)
    : parked.length > 0
      ? parked
      : unhandled.filter(({ sequence }) => sequence > fromSequence);
  const kept = new Set(unhandled.filter((row) => !dropped.includes(row)).map(({ sequence }) => sequence));
  const displaced = refused.filter(({ place }) => place >= fromSequence && !kept.has(place));
  if (dropped.length + displaced.length === 0) return null;

  const eventIds = [...dropped, ...displaced].map(({ eventId }) => eventId);
  if (!dryRun) await tx.delete(InboxTable, { consumer, eventId: In(eventIds) });
  const events = dropped.map(({ eventId, sequence, envelope, error }) => ({
    eventId,
    sequence,
    type: envelope?.type ?? nobodyListened.exec(error!)!.groups!.type!,
  }));
  return { events, fromSequence };
}

/**
 * Whoever handles what comes next writes its place before it looks whether it follows. This writes the same place, so one
 * of the two is first, and the other sees it. Where a row waits there, that is the one both write.
 */
export async function meetAt(
  tx: EntityManager,
  place: Pick<InboxRow, 'consumer' | 'subject' | 'sequence'>,
): Promise<void> {
  const row: InboxRow = { ...place, eventId: newId('evt'), state: 'WAITING', envelope: null, error: null };
  await tx.insert(InboxTable, row as never).catch((cause: unknown) => {
    if (!isDuplicate(cause)) throw cause;
    throw new Conflict(`${place.subject} went on to ${place.sequence} meanwhile`, { cause });
  });
  const { consumer, subject, sequence } = place;
  await tx.delete(InboxTable, { consumer, eventId: row.eventId });
  if (
    await tx.existsBy(InboxTable, { consumer, subject, state: 'HANDLED', sequence: MoreThan(sequence - 1) })
  )
    throw new Conflict(`${subject} went on behind ${sequence} meanwhile`);
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
