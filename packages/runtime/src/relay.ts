import type { Envelope } from '@anju/events/define-event';
import { systemClock } from '@anju/values/time';
import { type EntityManager, type FindOperator, In, IsNull } from 'typeorm';
import type { Database } from './database';
import { giveBackLease, type Lease, renewEveryMs, renewLease, takeLease } from './lease';
import { createLoop, type Loop } from './loop';
import { measure, stopwatch } from './measure';
import { type OutboxRow, OutboxTable, toEnvelope } from './outbox';
import { transaction } from './transaction';

/** Where the relay brings events: a broker, or the subscribers of the same process. */
export interface Publisher {
  /** False while somebody who should hear is not there and nothing keeps it for them: nothing is sent. */
  readonly open: () => boolean;
  /** What must stay in order among itself: an aggregate, or the partition it falls in. */
  readonly laneOf: (subject: string) => string;
  /** Sends events of one lane in their order, and resolves when the other side has them all. */
  readonly send: (events: readonly Envelope[]) => Promise<void>;
}

const atOnce = 200;

/**
 * Publishes what is unpublished, shard by shard, and marks it. Several copies of a service share the shards by
 * leases. Returns how many events it marked, and throws what could not be sent once all else is. It publishes
 * between two transactions, so a slow broker holds up nobody. A crash before the mark sends again: delivery is
 * at least once, and inboxes drop what they have.
 */
export async function publishPending(db: Database, publisher: Publisher, limit = atOnce): Promise<number> {
  if (!publisher.open()) return 0;
  // Asked first without a lease, so that an idle relay writes nothing.
  const pending = await db.read
    .createQueryBuilder(OutboxTable, 'outbox')
    .select('DISTINCT outbox.shard', 'shard')
    .where({ publishedAt: IsNull() })
    .getRawMany<{ shard: unknown }>();
  const shards = await Promise.allSettled(
    pending.map(({ shard }) => publishShard(db, publisher, Number(shard), limit)),
  );
  const failures = shards.filter((each) => each.status === 'rejected').map(({ reason }) => reason as unknown);
  if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
  return shards.reduce((sum, each) => sum + (each.status === 'fulfilled' ? each.value : 0), 0);
}

/** Batch by batch until nothing is left, or something fails; nothing if another relay has the shard. */
async function publishShard(db: Database, publisher: Publisher, shard: number, limit: number) {
  const lease = await transaction(db, (tx) => takeLease(tx, `relay-${shard}`), { silent: true });
  if (!lease) return 0;

  const renewing = keep(db, lease);
  const failures = new Map<string, unknown>();
  let published = 0;
  try {
    for (;;) {
      const lanes = await unpublished(db, publisher, shard, limit, failures);
      const { sent, failed } = await send(db, lanes, publisher);
      for (const [lane, error] of failed) failures.set(lane, error);
      const more = [...lanes.values()].flat().length === limit;
      await mark(db, lease, sent, more);
      published += sent.length;
      if (more) continue;
      if (failures.size === 0) return published;
      throw new AggregateError(failures.values(), `Not published: ${failures.size} lanes`);
    }
  } finally {
    renewing.stop();
  }
}

/** By lane, what it has to send, in order. */
type Lanes = ReadonlyMap<string, readonly OutboxRow[]>;

/** A lane that fails keeps its events for the next round; the others go on. */
async function send(db: Database, lanes: Lanes, publisher: Publisher) {
  const sent: string[] = [];
  const failed = new Map<string, unknown>();
  await Promise.all(
    [...lanes].map(async ([lane, rows]) => {
      const seconds = stopwatch();
      try {
        await publisher.send(rows.map(toEnvelope));
        sent.push(...rows.map(({ id }) => id));
        measure(db, { what: 'SENT', seconds: seconds() });
      } catch (error) {
        failed.set(lane, error);
        measure(db, { what: 'NOT_SENT' });
      }
    }),
  );
  return { sent, failed };
}

/** One transaction with the lease: who was paused and comes late leaves no stale mark. */
async function mark(db: Database, lease: Lease, sent: readonly string[], goOn: boolean): Promise<void> {
  const work = async (tx: EntityManager) => {
    if (!(await (goOn ? renewLease(tx, lease) : giveBackLease(tx, lease)))) return false;
    // When it was published is real time, as the lease is.
    if (sent.length > 0) await tx.update(OutboxTable, { id: In([...sent]) }, { publishedAt: systemClock() });
    return true;
  };
  if (!(await transaction(db, work, { silent: true }))) throw new LeaseLost(lease);
}

/** Another relay took the shard since: it sends again what this one did not mark, and inboxes drop it. */
export class LeaseLost extends Error {
  constructor({ name, token }: Lease) {
    super(`${name} was taken by another process after token ${token}: nothing was marked`);
  }
}

/** Renews a lease while its holder waits for a slow broker. A process that is paused renews nothing. */
function keep(db: Database, lease: Lease) {
  const renew = () =>
    void transaction(db, (tx) => renewLease(tx, lease), { silent: true }).catch(() => undefined);
  const timer = setInterval(renew, renewEveryMs);
  return { stop: () => clearInterval(timer) };
}

/** The oldest unpublished events of a shard, but for those of lanes that failed in this round. */
async function unpublished(
  { read }: Database,
  { laneOf }: Publisher,
  shard: number,
  limit: number,
  failures: ReadonlyMap<string, unknown>,
): Promise<Lanes> {
  const pending = { publishedAt: IsNull(), shard };
  let subject: FindOperator<string> | undefined;
  if (failures.size > 0) {
    // However much a lane that fails has to send, it stands in nobody's way.
    const rows = await read
      .createQueryBuilder(OutboxTable, 'outbox')
      .select('DISTINCT outbox.subject', 'subject')
      .where(pending)
      .getRawMany<{ subject: string }>();
    const others = rows.map((row) => row.subject).filter((each) => !failures.has(laneOf(each)));
    subject = In(others.slice(0, limit));
  }
  const rows = await read.find(OutboxTable, {
    where: subject ? { ...pending, subject } : pending,
    // By sequence first: wherever the batch is cut, no event is in it without those before it.
    order: { sequence: 'ASC', id: 'ASC' },
    take: limit,
  });
  const lanes = new Map<string, OutboxRow[]>();
  for (const row of rows) {
    const lane = laneOf(row.subject);
    lanes.set(lane, [...(lanes.get(lane) ?? []), row]);
  }
  return lanes;
}

/** Publishes for as long as the service runs: at once after a commit of this process, and every second. */
export function startRelay(db: Database, publisher: Publisher, onError: (error: unknown) => void): Loop {
  const loop = createLoop(async () => void (await publishPending(db, publisher)), { everyMs: 1000, onError });
  db.committed.add(loop.wake);
  return loop;
}
