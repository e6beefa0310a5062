import { type EntityManager, In, MoreThanOrEqual } from 'typeorm';
import type { Consumer } from './consumer';
import type { Database } from './database';
import { meetAt } from './drop-key';
import { InboxTable, neverTold, placeTaken } from './inbox.table';
import { insertMany } from './insert-many';
import { Conflict, isDuplicate } from './transaction';

/** An event that was handled here and that no speaker told, as who compared the ids of both sides says. */
export interface Untold {
  readonly subject: string;
  readonly sequence: number;
  readonly eventId: string;
  /** What was told in that place; null where nothing was. */
  readonly toldId: string | null;
}

/** What was compared is not what is here: it is to be compared again. */
export class NotAsSaid extends Error {}

type Named = Pick<Consumer, 'name'>;

/** Well below what a statement may have of parameters. */
const atOnce = 500;

export const placeOf = (event: { subject: string; sequence: number; eventId: string }) =>
  `${event.eventId} ${event.subject} ${event.sequence}`;

/** The ids that were told in the places of untold ones. */
export const toldIds = (untold: readonly Untold[]): string[] => untold.flatMap(({ toldId }) => toldId ?? []);

/** Throws unless each was handled here, in the place that is said, and nothing would be left behind an empty place. */
export async function checkUntold(
  read: EntityManager,
  { name: consumer }: Named,
  untold: readonly Untold[],
): Promise<void> {
  const ids = new Set(untold.map(({ eventId }) => eventId));
  const told = toldIds(untold);
  const twice = ids.size < untold.length || new Set(told).size < told.length;
  if (twice) throw new NotAsSaid('an id stands there twice');
  const rows = await findRows(read, consumer, [...ids]);
  const handled = new Set(rows.filter(({ state }) => state === 'HANDLED').map(placeOf));
  for (const each of untold)
    if (!handled.has(placeOf(each)))
      throw new NotAsSaid(`${each.eventId} was not handled in place ${each.sequence} of ${each.subject}`);

  const known = (await findRows(read, consumer, told)).find(
    ({ eventId, state }) => state !== 'REFUSED' && !ids.has(eventId),
  );
  if (known)
    throw new NotAsSaid(`${known.eventId} is ${known.state} in place ${known.sequence} of ${known.subject}`);
  for (const { subject, from, eventIds } of emptied(untold)) {
    const behind = { consumer, subject, state: 'HANDLED', sequence: MoreThanOrEqual(from) } as const;
    const left = (await read.findBy(InboxTable, behind)).find(({ eventId }) => !eventIds.has(eventId));
    if (left)
      throw new NotAsSaid(`${left.eventId} was handled in place ${left.sequence} of ${subject} meanwhile`);
  }
}

async function findRows(read: EntityManager, consumer: string, eventIds: readonly string[]) {
  const rows = [];
  for (let from = 0; from < eventIds.length; from += atOnce) {
    const some = In(eventIds.slice(from, from + atOnce));
    rows.push(...(await read.findBy(InboxTable, { consumer, eventId: some })));
  }
  return rows;
}

/** Each key of which nothing was told in some of its places, from the first of them on. */
function emptied(untold: readonly Untold[]) {
  const keys = new Map<string, { subject: string; from: number; last: number; eventIds: Set<string> }>();
  for (const { subject, sequence, eventId, toldId } of untold) {
    if (toldId !== null) continue;
    const key = keys.get(subject) ?? { subject, from: sequence, last: sequence, eventIds: new Set() };
    key.eventIds.add(eventId);
    keys.set(subject, {
      ...key,
      from: Math.min(key.from, sequence),
      last: Math.max(key.last, sequence),
    });
  }
  return keys.values();
}

/**
 * Has the inbox know each untold event for what it is, and what was told as handled in its place, as `anew` has it.
 * Where nothing was told the place is free, and what was refused since it was taken comes in when it is told again.
 */
export async function markUntold(
  tx: EntityManager,
  anew: Database,
  { name: consumer }: Named,
  untold: readonly Untold[],
): Promise<void> {
  for (const each of untold) {
    const { eventId, subject, sequence } = each;
    const which = { consumer, eventId, subject, sequence, state: 'HANDLED' } as const;
    const refused = { subject: eventId, sequence: 0, state: 'REFUSED', error: neverTold(each) } as const;
    const { affected } = await tx.update(InboxTable, which, refused);
    if (affected !== 1) throw new Conflict(`${eventId} is not there as it was read`);
  }
  const told = await findRows(anew.read, consumer, toldIds(untold));
  for (let from = 0; from < told.length; from += atOnce) {
    const eventId = In(told.slice(from, from + atOnce).map((row) => row.eventId));
    await tx.delete(InboxTable, { consumer, eventId, state: 'REFUSED' });
  }
  await insertMany(tx, InboxTable, told).catch((cause: unknown) => {
    if (!isDuplicate(cause)) throw cause;
    throw new Conflict('What was told came meanwhile', { cause });
  });

  const freed = [...emptied(untold)];
  if (freed.length === 0) return;
  const refused = await tx.findBy(InboxTable, { consumer, state: 'REFUSED' });
  for (const { subject, from, last } of freed) {
    const displaced = refused.filter(({ error }) => {
      const taken = placeTaken.exec(error ?? '')?.groups;
      return taken?.subject === subject && Number(taken.sequence) >= from;
    });
    for (const { eventId } of displaced) await tx.delete(InboxTable, { consumer, eventId, state: 'REFUSED' });
    // Told by nobody either, and what is handled next would come behind an empty place.
    const next = { consumer, subject, sequence: last + 1 };
    await tx.delete(InboxTable, { ...next, state: In(['PARKED', 'WAITING']) });
    await meetAt(tx, next);
  }
}
