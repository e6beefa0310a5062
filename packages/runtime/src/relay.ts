import type { Envelope } from '@anju/events/define-event';
import { systemClock } from '@anju/values/time';
import type { Logger } from 'pino';
import { type EntityManager, type FindOperator, In, IsNull } from 'typeorm';
import type { Database } from './database';
import { giveBackLease, type Lease, markWithLease, renewEveryMs, renewLease, takeLease } from './lease';
import { createLoop, type Loop } from './loop';
import { measure, stopwatch } from './measure';
import { type OutboxRow, OutboxTable, toEnvelope } from './outbox';
import { transaction } from './transaction';
import { watchTrouble } from './trouble';

/** Where the relay brings events: a broker, or the subscribers of the same process. */
export interface Publisher {
  /** False while somebody who should hear is not there and nothing keeps it for them: nothing is sent. */
  readonly open: () => boolean;
  /** What must stay in order among itself: an aggregate, or the partition it falls in. */
  readonly laneOf: (subject: string) => string;
  /** Sends events of one lane in their order, and resolves when the other side has them all. */
  readonly send: (events: readonly Envelope[]) => Promise<void>;
}

/** Of a shard; what a send has is what of it falls in one lane. */
const atOnce = 600;

/** Some of what was to be sent is there, and is marked; the rest goes again. */
export class SentInPart extends Error {
  /** `held` are aggregates that cannot go on by themselves: nothing was offered of them, and the lane goes on without. */
  constructor(
    readonly sent: readonly string[],
    cause: unknown,
    readonly held: readonly string[] = [],
  ) {
    super(String(cause), { cause });
  }
}

/**
 * Publishes what is unpublished, shard by shard, and marks it. Several copies of a service share the shards by
 * leases. Returns how many events it marked, and throws what could not be sent once all else is. It publishes
 * between two transactions, so a slow broker holds up nobody. A crash before the mark sends again: delivery is
 * at least once, and inboxes drop what they have.
 */
export async function publishPending(db: Database, publisher: Publisher, limit = atOnce): Promise<number> {
  if (!publisher.open()) return 0;
  const shards = await Promise.allSettled(
    (await pendingShards(db)).map((shard) => publishShard(db, publisher, shard, { limit })),
  );
  const failures = shards.filter((each) => each.status === 'rejected').map(({ reason }) => reason as unknown);
  if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
  return shards.reduce((sum, each) => sum + (each.status === 'fulfilled' ? each.value : 0), 0);
}

/** Asked without a lease, so that an idle relay writes nothing. */
async function pendingShards({ read }: Database): Promise<readonly number[]> {
  const pending = await read
    .createQueryBuilder(OutboxTable, 'outbox')
    .select('DISTINCT outbox.shard', 'shard')
    .where({ publishedAt: IsNull() })
    .getRawMany<{ shard: unknown }>();
  return pending.map(({ shard }) => Number(shard));
}

/** How long a lane may take until the others of its shard go on without it. */
const slowMs = 1_000;

interface Pace {
  readonly limit?: number;
  /** Nothing more is sent, and what takes long is not waited for. */
  readonly signal?: AbortSignal;
}

/**
 * Batch by batch until nothing is left, or something fails; nothing if another relay has the shard. A lane that fails
 * keeps its events for the next round, and of one that hangs no more is sent meanwhile: the others go on.
 */
async function publishShard(
  db: Database,
  publisher: Publisher,
  shard: number,
  { limit = atOnce, signal }: Pace,
): Promise<number> {
  const lease = await takeLease(db, `relay-${shard}`);
  if (!lease) return 0;

  const renewing = keep(db, lease);
  const failures = new Map<string, unknown>();
  /** By aggregate, why it is held back. */
  const held = new Map<string, unknown>();
  /** By lane, what is sent and not marked: it is not read again until it is. */
  const underWay = new Map<string, Promise<void>>();
  const ended: { readonly lane: string; readonly sent: readonly string[] }[] = [];
  const start = async (lane: string, rows: readonly OutboxRow[]) => {
    const { sent, error } = await send(db, rows, publisher);
    const keys = error instanceof SentInPart ? error.held : [];
    for (const key of keys) held.set(key, error);
    if (error !== null && keys.length === 0) failures.set(lane, error);
    ended.push({ lane, sent });
  };
  let published = 0;
  try {
    for (;;) {
      const without = { lanes: new Set([...failures.keys(), ...underWay.keys()]), held };
      const lanes = signal?.aborted ? new Map() : await unpublished(db, publisher, shard, limit, without);
      for (const [lane, rows] of lanes) underWay.set(lane, start(lane, rows));
      await within(slowMs, Promise.all(underWay.values()));

      const marked = ended.splice(0);
      for (const { lane } of marked) underWay.delete(lane);
      const full = [...lanes.values()].flat().length === limit;
      // Of a lane that took long there may be more, which was not read.
      const late = underWay.size > 0 || marked.some(({ lane }) => !lanes.has(lane));
      const more = !signal?.aborted && (full || late);
      const sent = marked.flatMap((each) => each.sent);
      if (sent.length > 0 || !more) await mark(db, lease, sent, more);
      published += sent.length;
      if (more) continue;
      if (failures.size + held.size === 0) return published;
      throw new NotPublished(failures, held);
    }
  } finally {
    renewing.stop();
  }
}

/** Of a shard: why, and which aggregates are held back. */
class NotPublished extends AggregateError {
  readonly held: readonly string[];

  constructor(failures: ReadonlyMap<string, unknown>, held: ReadonlyMap<string, unknown>) {
    super(
      [...failures.values(), ...held.values()],
      `Not published: ${failures.size} lanes, ${held.size} aggregates`,
    );
    this.held = [...held.keys()];
  }
}

/** By lane, what it has to send, in order. */
type Lanes = ReadonlyMap<string, readonly OutboxRow[]>;

/** What of it is there, and what is in the way of the rest. */
async function send(db: Database, rows: readonly OutboxRow[], publisher: Publisher) {
  const seconds = stopwatch();
  try {
    await publisher.send(rows.map(toEnvelope));
    measure(db, { what: 'SENT', seconds: seconds() });
    return { sent: rows.map(({ id }) => id), error: null };
  } catch (error) {
    const inPart = error instanceof SentInPart ? error : null;
    if (!inPart?.held.length) measure(db, { what: 'NOT_SENT' });
    return { sent: inPart?.sent ?? [], error: error ?? 'failed' };
  }
}

/** Resolves when all of it is done, and no later than that. */
async function within(ms: number, done: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([done, new Promise((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}

/** One transaction, or statement, with the lease: who was paused and comes late leaves no stale mark. */
async function mark(db: Database, lease: Lease, sent: readonly string[], goOn: boolean): Promise<void> {
  // When it was published is real time, as the lease is.
  const at = systemClock();
  const byOne = db.kind === 'mariadb' && sent.length > 0;
  const work = async (tx: EntityManager) => {
    if (byOne) return markWithLease(tx, lease, { eventIds: sent, at, goOn });
    if (!(await (goOn ? renewLease(tx, lease) : giveBackLease(tx, lease)))) return false;
    if (sent.length > 0)
      await tx
        .createQueryBuilder()
        .update(OutboxTable)
        .set({ publishedAt: at })
        // `In` is a parameter for each, and TypeORM looks each up among all.
        .where('id IN (:...sent)', { sent })
        .execute();
    return true;
  };
  if (!(await transaction(db, work, { silent: true, apart: byOne, repeatable: byOne })))
    throw new LeaseLost(lease);
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

interface Without {
  readonly lanes: ReadonlySet<string>;
  readonly held: ReadonlyMap<string, unknown>;
}

/** The oldest unpublished events of a shard, but for those of some lanes, and of some aggregates. */
async function unpublished(
  { read }: Database,
  { laneOf }: Publisher,
  shard: number,
  limit: number,
  without: Without,
): Promise<Lanes> {
  const pending = { publishedAt: IsNull(), shard };
  let subject: FindOperator<string> | undefined;
  if (without.lanes.size + without.held.size > 0) {
    // However much of it there is to send, it stands in nobody's way.
    const rows = await read
      .createQueryBuilder(OutboxTable, 'outbox')
      .select('DISTINCT outbox.subject', 'subject')
      .where(pending)
      .getRawMany<{ subject: string }>();
    const others = rows
      .map((row) => row.subject)
      .filter((each) => !without.held.has(each) && !without.lanes.has(laneOf(each)));
    if (others.length === 0) return new Map();
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

/** How many aggregates that are held back one line of the log names, and how long it waits for those of other shards. */
const mostNamed = 20;
const roundMs = 250;

/**
 * Publishes for as long as the service runs: at once after a commit of this process, and every second. Each shard has
 * rounds of its own, so that none waits for another whose partition hangs.
 */
export function startRelay(db: Database, publisher: Publisher, log: Logger): Loop {
  const trouble = watchTrouble(log, { begins: 'not published', ends: 'published again' });
  const waiting = async () => {
    // Shards fail one after the other, and those of the same round are all to be named.
    await within(roundMs, Promise.all(underWay.values()));
    const events = await db.read.countBy(OutboxTable, { publishedAt: IsNull() });
    const held = [...failing.values()].flat();
    const more = held.length - mostNamed;
    return {
      events,
      ...(held.length > 0 ? { held: held.slice(0, mostNamed) } : {}),
      ...(more > 0 ? { moreHeld: more } : {}),
    };
  };
  const onError = (error: unknown) => {
    // Rare, and of another kind than a broker that is away: said each time.
    if (error instanceof LeaseLost) log.warn({ reason: error.message }, 'a stale mark was refused');
    trouble.failed(error, waiting);
  };
  const stopping = new AbortController();
  const underWay = new Map<number, Promise<void>>();
  /** There was more to send while a round went on. */
  const again = new Set<number>();
  /** By shard, the aggregates that are held back. */
  const failing = new Map<number, readonly string[]>();
  const publish = async (shard: number) => {
    try {
      await publishShard(db, publisher, shard, { signal: stopping.signal });
      failing.delete(shard);
      if (again.has(shard)) loop.wake();
    } catch (error) {
      // One that failed before it looked holds back what it held.
      failing.set(shard, error instanceof NotPublished ? error.held : (failing.get(shard) ?? []));
      onError(error);
    }
    again.delete(shard);
    underWay.delete(shard);
    if (failing.size === 0) trouble.over();
  };
  const round = async () => {
    if (!publisher.open()) return;
    const pending = await pendingShards(db);
    // What failed here another copy may have sent.
    for (const shard of failing.keys()) if (!pending.includes(shard)) failing.delete(shard);
    for (const shard of pending) {
      if (underWay.has(shard)) again.add(shard);
      else underWay.set(shard, publish(shard));
    }
    if (failing.size === 0) trouble.over();
  };
  const loop = createLoop(round, { everyMs: 1000, onError });
  db.committed.add(loop.wake);
  return {
    wake: loop.wake,
    stop: async () => {
      stopping.abort();
      await loop.stop();
      await Promise.all(underWay.values());
    },
  };
}
