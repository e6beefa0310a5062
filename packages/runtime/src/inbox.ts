import { createHash } from 'node:crypto';
import type { Envelope } from '@anju/events/define-event';
import type { Clock, Instant } from '@anju/values/time';
import { type EntityManager, In, Not } from 'typeorm';
import type { z } from 'zod';
import type { Consumer } from './consumer';
import type { Database } from './database';
import type { NoEvent } from './delivery';
import { writeHandlingRow } from './handling-row';
import {
  idIsTaken,
  type InboxRow,
  type InboxState,
  InboxTable,
  neverToldPlace,
  nobodyListens,
  placeIsTaken,
} from './inbox.table';
import { inShort, isOfContent, isWord, whyNotKept } from './keepable';
import { measure, stopwatch } from './measure';
import { withTrace } from './trace';
import { forUpdate, isConflict, isOutcomeUnknown, isOutOfRoom, transaction } from './transaction';

/**
 * Takes an event in and does what it asks, once: a repeated one is dropped, one that comes early waits
 * for those before it, one whose handler fails parks its key while all others flow, and one that no
 * database keeps is refused. When this returns the event is safe here, and its sender may forget it.
 */
export async function receive(
  db: Database,
  consumer: Consumer,
  envelope: Envelope,
  clock: Clock,
): Promise<InboxState | 'DUPLICATE'> {
  const why = whyNotKept(envelope);
  if (why !== null) return refuseEvent(db, consumer, envelope, why);
  const seconds = stopwatch();
  if (await handleAtOnce(db, consumer, envelope, clock)) {
    measure(db, { what: 'HANDLED', seconds: seconds(), eventId: envelope.id });
    if (await isFollowed(db, rowOf(consumer, envelope))) await drain(db, consumer, envelope.subject, clock);
    return 'HANDLED';
  }
  const isNew = await store(db, consumer, envelope);
  const handled = await drain(db, consumer, envelope.subject, clock);
  if (!isNew) return 'DUPLICATE';
  if (handled.includes(envelope.id)) return 'HANDLED';
  const row = await db.read.findOneByOrFail(InboxTable, { consumer: consumer.name, eventId: envelope.id });
  return row.state;
}

/** Keeps what came and is no event: whoever sent it is none of ours, and what is behind it shall not wait. */
export const refuseRecord = (db: Database, consumer: Consumer, { place, reason }: NoEvent): Promise<void> =>
  keepRefused(db, consumer, place, reason);

async function refuseEvent(db: Database, consumer: Consumer, { id }: Envelope, why: string) {
  const digest = () => createHash('sha256').update(id).digest('hex').slice(0, 40);
  const eventId = isWord(id) ? id : `evt_${digest()}`;
  if (await db.read.existsBy(InboxTable, { consumer: consumer.name, eventId })) return 'DUPLICATE';
  await keepRefused(db, consumer, eventId, why);
  return 'REFUSED';
}

async function keepRefused(db: Database, { name }: Consumer, eventId: string, error: string): Promise<void> {
  const row: InboxRow = {
    consumer: name,
    eventId,
    subject: eventId,
    sequence: 0,
    state: 'REFUSED',
    envelope: null,
    error: inShort(error),
  };
  await transaction(db, (tx) =>
    tx
      .createQueryBuilder()
      .insert()
      .into(InboxTable)
      .values(row as never)
      .orIgnore()
      .execute(),
  );
}

/** Lets a parked key try again, after what was wrong has been put right. */
export async function replay(
  db: Database,
  consumer: Consumer,
  subject: string,
  clock: Clock,
): Promise<'NOT_PARKED' | 'STILL_PARKED' | 'DONE'> {
  const parked = { consumer: consumer.name, subject, state: 'PARKED' } as const;
  const { affected } = await transaction(db, (tx) =>
    tx.update(InboxTable, parked, { state: 'WAITING', error: null }),
  );
  if (affected === 0) return 'NOT_PARKED';
  await drain(db, consumer, subject, clock);
  return (await db.read.existsBy(InboxTable, parked)) ? 'STILL_PARKED' : 'DONE';
}

/** The place of the last event that was handled of each of these; none of one that nothing was handled of. */
export async function findHeardOf(
  db: Database,
  { name: consumer }: Consumer,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.read
    .createQueryBuilder(InboxTable, 'inbox')
    .select('inbox.subject', 'subject')
    .addSelect('MAX(inbox.sequence)', 'last')
    .where({ consumer, state: 'HANDLED', subject: In(subjects) })
    .groupBy('inbox.subject')
    .getRawMany<{ subject: string; last: unknown }>();
  return new Map(rows.map(({ subject, last }) => [subject, Number(last)]));
}

/**
 * After a start: what was stored and not handled when the process ended is handled now, beside all that goes on: who
 * takes the next event of a key meanwhile meets this at the row that both would mark. A key that cannot go on now keeps
 * no other from it: `watchGaps` tries it again.
 */
export async function resume(
  db: Database,
  consumer: Consumer,
  clock: Clock,
  onError: (error: unknown, subject: string) => void,
  stopping?: AbortSignal,
): Promise<void> {
  const waiting = await db.read.find(InboxTable, {
    select: { subject: true },
    where: { consumer: consumer.name, state: 'WAITING' },
  });
  for (const subject of new Set(waiting.map((row) => row.subject))) {
    if (stopping?.aborted) return;
    await drain(db, consumer, subject, clock).catch((error: unknown) => onError(error, subject));
  }
}

/**
 * Mostly an event comes when all before it are handled: then it is stored and has its effect in one transaction.
 * Whatever is in the way of that shows in two steps, and is dealt with there.
 */
async function handleAtOnce(
  db: Database,
  consumer: Consumer,
  envelope: Envelope,
  clock: Clock,
): Promise<boolean> {
  const row: InboxRow = { ...rowOf(consumer, envelope), ...handledBy(consumer, envelope) };
  const work = async (tx: EntityManager) => {
    // First its place, where it meets whoever takes out those before it (`drop-key.ts`), and then a look at them.
    await tx.insert(InboxTable, row as never);
    if ((await lastHandled(tx, row, row.eventId)) + 1 !== row.sequence) throw new Error('Out of turn');
    await handle(tx, consumer, envelope, clock());
    return true;
  };
  return transaction(db, work, { repeatable: true }).catch(() => false);
}

async function store(db: Database, consumer: Consumer, envelope: Envelope): Promise<boolean> {
  const row = rowOf(consumer, envelope);
  const { consumer: name, eventId, subject, sequence } = row;
  try {
    // TypeORM's type for an insert cannot hold the `unknown` data of an envelope.
    await transaction(db, (tx) => tx.insert(InboxTable, row as never));
    return true;
  } catch (error) {
    // The primary key refuses a repeated event.
    const there = await db.read.findOneBy(InboxTable, { consumer: name, eventId });
    if (there) return !isRepeated(there, row) && takeBack(db, consumer, there, row);
    const taken = await db.read.findOneBy(InboxTable, { consumer: name, subject, sequence });
    if (!taken && !isOfContent(error)) throw error;
    // Its sender counted anew, as after its database was put back to an earlier day.
    await keepRefused(db, consumer, eventId, taken ? placeIsTaken(taken) : String(error));
    return true;
  }
}

/** One that was refused has no place but in the words of why, and comes again from where it stands on the topic. */
function isRepeated(there: InboxRow, { subject, sequence }: InboxRow): boolean {
  if (there.state !== 'REFUSED') return there.subject === subject && there.sequence === sequence;
  const untold = neverToldPlace.exec(there.error ?? '')?.groups;
  return !untold || (untold.subject === subject && Number(untold.sequence) === sequence);
}

/**
 * Somebody else wrote under this event's id, in another place. Where that is refused since nobody told it the event is
 * none of it, and is taken; until then it is kept for people to see under an id of its own, and can be told again.
 */
async function takeBack(db: Database, consumer: Consumer, there: InboxRow, row: InboxRow): Promise<boolean> {
  if (there.state === 'REFUSED') {
    await transaction(db, async (tx) => {
      await tx.delete(InboxTable, { ...keyOf(there), state: 'REFUSED' });
      await tx.insert(InboxTable, row as never);
    });
    return true;
  }
  const { eventId, subject, sequence } = row;
  const digest = createHash('sha256').update(`${eventId} ${subject} ${sequence}`).digest('hex').slice(0, 40);
  await keepRefused(db, consumer, `evt_${digest}`, idIsTaken(row, there));
  return false;
}

/** Handles what is next in line for a key, as long as there is something; returns the ids of it. */
export async function drain(
  db: Database,
  consumer: Consumer,
  subject: string,
  clock: Clock,
): Promise<readonly string[]> {
  const handled: string[] = [];
  for (;;) {
    const row = await handleNext(db, consumer, subject, clock);
    if (!row) return handled;
    handled.push(row.eventId);
    if (!(await isFollowed(db, row))) return handled;
  }
}

/**
 * Mostly nothing follows yet, and to see that takes no transaction. What is stored from now on is handled by who
 * stores it: this one's mark is there to be seen.
 */
const isFollowed = (db: Database, { consumer, subject, sequence }: InboxRow) =>
  db.read.existsBy(InboxTable, { consumer, subject, sequence: sequence + 1 });

/** The effect and the mark are one transaction, which may be repeated: the mark says whether it was done. */
async function handleNext(
  db: Database,
  consumer: Consumer,
  subject: string,
  clock: Clock,
): Promise<InboxRow | null> {
  let next: InboxRow | null = null;
  try {
    const work = async (tx: EntityManager) => {
      next = await nextInLine(tx, consumer.name, subject);
      if (!next) return null;
      await handle(tx, consumer, next.envelope!, clock());
      await tx.update(InboxTable, keyOf(next), handledBy(consumer, next.envelope!));
      return next;
    };
    const seconds = stopwatch();
    const handled = await transaction(db, work, { repeatable: true });
    if (handled) measure(db, { what: 'HANDLED', seconds: seconds(), eventId: handled.eventId });
    return handled;
  } catch (error) {
    // A database that cannot be reached, or is full, says nothing about the event: it is brought again.
    if (!next || isConflict(error) || isOutcomeUnknown(error) || isOutOfRoom(error)) throw error;
    const parked = { state: 'PARKED', error: inShort(String(error)) } as const;
    await transaction(db, (tx) => tx.update(InboxTable, { ...keyOf(next!), state: 'WAITING' }, parked));
    return null;
  }
}

const rowOf = ({ name }: Consumer, envelope: Envelope): InboxRow => ({
  consumer: name,
  eventId: envelope.id,
  subject: envelope.subject,
  sequence: envelope.sequence,
  state: 'WAITING',
  envelope,
  error: null,
});

type Key = Pick<InboxRow, 'consumer' | 'subject'>;

/** 0 if none. */
const lastHandled = async (tx: EntityManager, { consumer, subject }: Key, but?: string): Promise<number> => {
  const of = { consumer, subject, state: 'HANDLED', ...(but ? { eventId: Not(but) } : {}) } as const;
  return Number((await tx.maximum(InboxTable, 'sequence', of)) ?? 0);
};

async function nextInLine(tx: EntityManager, consumer: string, subject: string): Promise<InboxRow | null> {
  const sequence = (await lastHandled(tx, { consumer, subject })) + 1;
  return tx.findOne(InboxTable, {
    where: { consumer, subject, sequence, state: 'WAITING' },
    ...forUpdate(tx),
  });
}

const subscriptionTo = ({ subscriptions }: Consumer, { type }: Envelope) =>
  subscriptions.find(({ contract }) => contract.type === type);

const handledBy = (consumer: Consumer, envelope: Envelope) => ({
  state: 'HANDLED' as const,
  envelope: null,
  error: subscriptionTo(consumer, envelope) ? null : nobodyListens(envelope.type),
});

/** An event nobody here subscribed to has no effect, but it has its place in the line. */
async function handle(
  tx: EntityManager,
  consumer: Consumer,
  envelope: Envelope,
  now: Instant,
): Promise<void> {
  const subscription = subscriptionTo(consumer, envelope);
  if (!subscription) return;
  const { success, data, error } = subscription.contract.data.safeParse(envelope.data);
  if (!success) throw new NotAsAgreed(error);
  await writeHandlingRow(tx, envelope.subject);
  const event = { ...envelope, data };
  await withTrace(envelope.traceparent ?? null, () => subscription.handle(tx, event, now));
}

/** Whoever told it broke its contract, or this service does not know a later version of it. */
class NotAsAgreed extends Error {
  constructor({ issues }: z.ZodError) {
    const faults = issues.map(({ path, message }) => `${['data', ...path].join('.')}: ${message}`).join('; ');
    super(`内容与约定不符 / not as its contract says: ${faults}`);
  }
}

const keyOf = ({ consumer, eventId }: InboxRow) => ({ consumer, eventId });
