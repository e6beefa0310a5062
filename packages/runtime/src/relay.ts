import type { Envelope } from '@anju/events/define-event';
import { type Clock, systemClock } from '@anju/values/time';
import { In, IsNull } from 'typeorm';
import type { Database } from './database';
import { giveBackLease, takeLease } from './lease';
import { createLoop, type Loop } from './loop';
import { type OutboxRow, OutboxTable, toEnvelope } from './outbox';
import { transaction } from './transaction';

/** Where the relay brings events: a broker, or the subscribers of the same process. */
export interface Publisher {
  /** What must stay in order among itself: an aggregate, or the partition it falls in. */
  readonly laneOf: (subject: string) => string;
  /** Sends events of one lane in their order, and resolves when the other side has them all. */
  readonly send: (events: readonly Envelope[]) => Promise<void>;
}

/**
 * Publishes a batch of what is unpublished and marks it. Returns how many events it marked, and throws
 * what could not be sent. It publishes between two transactions, so a slow broker holds up nobody. A
 * crash before the mark sends again: delivery is at least once, and inboxes drop what they have.
 */
export async function publishPending(
  db: Database,
  publisher: Publisher,
  // Leases stay on real time: moving the sandbox's clock takes nobody's lease away.
  clock: Clock = systemClock,
  limit = 200,
): Promise<number> {
  // Asked first without the lease, so that an idle relay writes nothing.
  if (!(await db.read.existsBy(OutboxTable, { publishedAt: IsNull() }))) return 0;
  const lease = await transaction(db, (tx) => takeLease(tx, 'relay', clock()));
  if (!lease) return 0;

  const sent: string[] = [];
  const failures: unknown[] = [];
  const send = async (rows: OutboxRow[]) => {
    await publisher.send(rows.map(toEnvelope));
    sent.push(...rows.map(({ id }) => id));
  };
  // A lane that fails keeps its events for the next round; the others go on.
  const lanes = await unpublished(db, publisher, limit);
  await Promise.all(lanes.map((rows) => send(rows).catch((error) => failures.push(error))));

  const marked = await transaction(db, async (tx) => {
    if (!(await giveBackLease(tx, lease))) return 0;
    if (sent.length > 0) await tx.update(OutboxTable, { id: In(sent) }, { publishedAt: clock() });
    return sent.length;
  });
  if (failures.length > 0) throw new AggregateError(failures, `Not published: ${failures.length} lanes`);
  return marked;
}

/** The oldest unpublished events, one list for each lane. */
async function unpublished(db: Database, { laneOf }: Publisher, limit: number): Promise<OutboxRow[][]> {
  const rows = await db.read.find(OutboxTable, {
    where: { publishedAt: IsNull() },
    // By sequence first: wherever the batch is cut, no event is in it without those before it.
    order: { sequence: 'ASC', id: 'ASC' },
    take: limit,
  });
  const lanes = new Map<string, OutboxRow[]>();
  for (const row of rows) {
    const lane = laneOf(row.subject);
    lanes.set(lane, [...(lanes.get(lane) ?? []), row]);
  }
  return [...lanes.values()];
}

/** Publishes for as long as the service runs: at once after a commit of this process, and every second. */
export function startRelay(db: Database, publisher: Publisher, onError: (error: unknown) => void): Loop {
  const loop = createLoop(
    async () => {
      while ((await publishPending(db, publisher)) > 0);
    },
    { everyMs: 1000, onError },
  );
  db.committed.add(loop.wake);
  return loop;
}
