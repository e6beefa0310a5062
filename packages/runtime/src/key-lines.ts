import { createHash, type Hash } from 'node:crypto';
import { In, LessThanOrEqual, MoreThan } from 'typeorm';
import type { Consumer } from './consumer';
import type { Database } from './database';
import { InboxTable } from './inbox.table';
import { OutboxTable } from './outbox';

/** Up to where of an aggregate's line. */
export interface KeyPlace {
  readonly subject: string;
  readonly sequence: number;
}

/** Which events stand in the line of an aggregate, in short: as told where the digest is that of who told it. */
export interface KeyLine extends KeyPlace {
  readonly digest: string;
}

/** An event in the line of an aggregate. */
export interface PlacedEvent {
  readonly sequence: number;
  readonly eventId: string;
}

/** Read together, at most; a key that has more is read by itself. */
const placesAtOnce = 10_000;

/** What was handled of each aggregate behind `after`, in the order of their ids. */
export async function findHandledLines(
  db: Database,
  { name: consumer }: Pick<Consumer, 'name'>,
  after: string,
  limit: number,
): Promise<KeyLine[]> {
  const handled = { consumer, state: 'HANDLED' } as const;
  const rows = await db.read
    .createQueryBuilder(InboxTable, 'inbox')
    .select('inbox.subject', 'subject')
    .addSelect('MAX(inbox.sequence)', 'last')
    .where({ ...handled, subject: MoreThan(after) })
    .groupBy('inbox.subject')
    .orderBy('inbox.subject')
    .limit(limit)
    .getRawMany<{ subject: string; last: unknown }>();
  const keys = rows.map(({ subject, last }) => ({ subject, sequence: Number(last) }));
  return linesOf(keys, (subjects) =>
    db.read.find(InboxTable, {
      select: { eventId: true, subject: true, sequence: true },
      where: { ...handled, subject: In(subjects) },
      order: { sequence: 'ASC' },
    }),
  );
}

/** What was told of each of these up to a place, or is still to be published: what stands in the outbox is true. */
export const findToldLines = (db: Database, upTo: readonly KeyPlace[]): Promise<KeyLine[]> =>
  linesOf(upTo, async (subjects) => {
    const most = Math.max(...upTo.map(({ sequence }) => sequence));
    const rows = await db.read.find(OutboxTable, {
      select: { id: true, subject: true, sequence: true },
      where: { subject: In(subjects), sequence: LessThanOrEqual(most) },
      order: { sequence: 'ASC' },
    });
    return rows.map(({ id, ...place }) => ({ ...place, eventId: id }));
  });

/** The events of one aggregate that were handled behind a place. */
export async function findHandledIds(
  db: Database,
  { name: consumer }: Pick<Consumer, 'name'>,
  { subject, sequence: after }: KeyPlace,
  limit: number,
): Promise<PlacedEvent[]> {
  const rows = await db.read.find(InboxTable, {
    where: { consumer, subject, state: 'HANDLED', sequence: MoreThan(after) },
    order: { sequence: 'ASC' },
    take: limit,
  });
  return rows.map(({ sequence, eventId }) => ({ sequence, eventId }));
}

/** The events of one aggregate that stand in the outbox behind a place. */
export async function findToldIds(
  db: Database,
  { subject, sequence: after }: KeyPlace,
  limit: number,
): Promise<PlacedEvent[]> {
  const rows = await db.read.find(OutboxTable, {
    select: { id: true, sequence: true },
    where: { subject, sequence: MoreThan(after) },
    order: { sequence: 'ASC' },
    take: limit,
  });
  return rows.map(({ id, sequence }) => ({ sequence, eventId: id }));
}

type Row = PlacedEvent & { readonly subject: string };

async function linesOf(
  keys: readonly KeyPlace[],
  read: (subjects: readonly string[]) => Promise<readonly Row[]>,
): Promise<KeyLine[]> {
  const lines = new Map<string, { last: number; hash: Hash }>();
  const upTo = new Map(keys.map(({ subject, sequence }) => [subject, sequence]));
  for (const subjects of inParts(keys))
    for (const { subject, sequence, eventId } of await read(subjects)) {
      if (sequence > upTo.get(subject)!) continue;
      const line = lines.get(subject) ?? { last: 0, hash: createHash('sha256') };
      line.hash.update(`${sequence} ${eventId}\n`);
      lines.set(subject, { ...line, last: sequence });
    }
  return keys.map(({ subject }) => {
    const { last, hash } = lines.get(subject) ?? { last: 0, hash: createHash('sha256') };
    return { subject, sequence: last, digest: hash.copy().digest('hex') };
  });
}

function inParts(keys: readonly KeyPlace[]): readonly string[][] {
  const parts: string[][] = [];
  let room = 0;
  for (const { subject, sequence } of keys) {
    if (room < sequence || parts.length === 0) {
      parts.push([]);
      room = placesAtOnce;
    }
    parts.at(-1)!.push(subject);
    room -= sequence;
  }
  return parts;
}
