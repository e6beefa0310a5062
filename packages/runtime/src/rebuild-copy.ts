import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Envelope } from '@anju/events/define-event';
import { uuidV7 } from '@anju/values/id';
import type { Clock } from '@anju/values/time';
import { type EntityManager, type EntitySchema, In, type ObjectLiteral } from 'typeorm';
import { compareRows, pickKey } from './compare-rows';
import { type Consumer, speakersOf } from './consumer';
import { type Database, type OpenedByEvent, openDatabase, type Storage } from './database';
import type { Delivery, Stoppable } from './delivery';
import { keepOutHandling } from './handling-row';
import { receive, replay } from './inbox';
import { InboxTable } from './inbox.table';
import { insertMany } from './insert-many';
import { createQueue } from './queue';
import { forUpdate, transaction } from './transaction';
import { checkUntold, markUntold, placeOf, toldIds, type Untold } from './untold';

/** How what was in use differed from what was made anew. */
export interface Rebuilt {
  /** What was handled here by then, all of it heard once more. */
  readonly events: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** Not all that was handled here came again, or could be handled again. */
export class CannotRebuild extends Error {}

interface Source {
  readonly storage: Storage;
  readonly consumer: Consumer;
  readonly delivery: Delivery;
  readonly clock: Clock;
}

/** How long nothing more may come until the speakers are asked to tell all again, and until it is given up. */
const patience = { askMs: 5_000, giveUpMs: 60_000, everyMs: 500 };

/** So many times as long for the first: a broker lets in who listens under a new name after some seconds only. */
const untilFirst = 4;
/** And where much comes and nothing of it is what was handled. */
const untilNothingNew = 12;

/** Well below what a statement may have of parameters. */
const atOnce = 500;

/** How much of what was handled came again so far. */
interface Progress {
  readonly handled: number;
  readonly of: number;
}

interface How {
  readonly dryRun: boolean;
  readonly untold?: readonly Untold[];
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Makes copies of what others told anew and puts those in use right by them, while the service serves. All that was
 * told is heard once more, under a name of its own, into a database that is thrown away; there the same handlers do
 * what they did here, with just those events that were handled here, or that were told in the places of `untold` ones.
 * Then one transaction writes the rows that differ, and has the inbox know those. `dryRun` only counts.
 */
export async function rebuildCopies(
  db: Database,
  { storage, consumer, delivery, clock }: Source,
  tables: readonly EntitySchema[],
  { dryRun, untold = [], signal, onProgress, askMs, giveUpMs, everyMs }: typeof patience & How,
): Promise<Rebuilt> {
  await checkUntold(db.read, consumer, untold);
  const { opened = [] } = storage;
  const folder = mkdtempSync(join(tmpdir(), 'anju-rebuild-'));
  const anew = await openDatabase(`sqlite:${join(folder, 'copy.db')}`, storage);
  // Nothing of it outlives this process, so no commit waits for the disk.
  await anew.writer.query('PRAGMA synchronous = OFF');

  /** What came, in its order, and what of it is not handled here, or not yet. */
  const fresh: Envelope[] = [];
  const early = new Map<string, Envelope>();
  const untoldIds = new Set(untold.map(({ eventId }) => eventId));
  const told = untold.flatMap(({ toldId, ...place }) =>
    toldId ? placeOf({ ...place, eventId: toldId }) : [],
  );
  const inTurn = createQueue();
  const handle = async (events: readonly Envelope[]) => {
    const handled = await db.read.find(InboxTable, {
      select: { eventId: true, subject: true, sequence: true },
      where: { consumer: consumer.name, eventId: In(events.map(({ id }) => id)), state: 'HANDLED' },
    });
    // With its place: whoever forges may use the id of another event.
    const here = new Set([...handled.filter(({ eventId }) => !untoldIds.has(eventId)).map(placeOf), ...told]);
    for (const event of events) {
      const place = placeOf({ ...event, eventId: event.id });
      if (!here.has(place)) early.set(place, event);
      else {
        await receive(anew, consumer, event, clock);
        early.delete(place);
      }
    }
  };
  const handleAll = async () => {
    const all = [...early.values(), ...fresh.splice(0)];
    for (let from = 0; from < all.length; from += atOnce) await handle(all.slice(from, from + atOnce));
  };
  let cameAt: number | null = null;
  let listening: Stoppable | null = null;
  try {
    listening = await delivery
      .subscribe({ ...consumer, name: `${consumer.name}.${uuidV7().slice(-12)}` }, (event) =>
        inTurn(async () => {
          cameAt = Date.now();
          fresh.push(event);
          if (fresh.length >= atOnce) await handle(fresh.splice(0));
        }),
      )
      .catch((cause: unknown) => {
        throw new CannotRebuild(`nothing can be heard now: ${cause}`, { cause });
      });
    let asked = false;
    let fewest = Infinity;
    let movedAt = Date.now();
    for (;;) {
      signal.throwIfAborted();
      await inTurn(handleAll);
      const parked = await replayParked(anew, consumer, clock);
      const handled = await countHandled(anew.read, consumer);
      const of = await countTold(db.read, consumer, untold);
      onProgress?.({ handled, of });
      const missing = of - handled;
      if (missing === 0) {
        const rebuilt = await inTurn(() => putRight(db, anew, consumer, { tables, opened, dryRun, untold }));
        if (rebuilt) return rebuilt;
      }
      if (missing < fewest) [fewest, movedAt] = [missing, Date.now()];
      const stillMs = Date.now() - movedAt;
      const silentMs = Date.now() - Math.max(movedAt, cameAt ?? 0);
      const quietMs = cameAt === null ? stillMs / untilFirst : silentMs;
      if (!asked && (!delivery.keepsAll || quietMs > askMs || stillMs > askMs * untilNothingNew)) {
        [asked, movedAt] = [true, Date.now()];
        for (const service of speakersOf(consumer))
          await delivery.askAgain({ consumer: consumer.name, service, subject: null, fromSequence: 1 });
      } else if (silentMs > giveUpMs || stillMs > giveUpMs * untilNothingNew) {
        const why = parked.length > 0 ? `: ${parked.slice(0, 5).join('; ')}` : '';
        throw new CannotRebuild(`${missing} events that were handled did not come again${why}`);
      }
      await wait(everyMs);
    }
  } finally {
    await listening?.stop();
    await anew.close();
    rmSync(folder, { recursive: true });
  }
}

const countHandled = (read: EntityManager, { name: consumer }: Consumer) =>
  read.countBy(InboxTable, { consumer, state: 'HANDLED' });

/** What will be handled here once what was told has the places of untold ones. */
const countTold = async (read: EntityManager, consumer: Consumer, untold: readonly Untold[]) =>
  (await countHandled(read, consumer)) - untold.length + toldIds(untold).length;

/** One handler may need what another's event of another aggregate left, which came later this time. */
async function replayParked(anew: Database, consumer: Consumer, clock: Clock): Promise<string[]> {
  const where = { consumer: consumer.name, state: 'PARKED' } as const;
  for (const { subject } of await anew.read.find(InboxTable, { where }))
    await replay(anew, consumer, subject, clock);
  return (await anew.read.find(InboxTable, { where })).map(({ subject, error }) => `${subject}: ${error}`);
}

/**
 * Null where more was handled meanwhile than the new copy knows. No event has an effect while the rows are compared and
 * written: one that found no row would leave no trace, and the row would be as it was before. Whatever was handled until
 * then shows in the count. A look keeps nobody out, and is true of the moment in which it counts.
 */
const putRight = (
  db: Database,
  anew: Database,
  consumer: Consumer,
  { tables, opened, dryRun, untold }: Writing,
): Promise<Rebuilt | null> =>
  transaction(db, async (tx) => {
    if (!dryRun) await keepOutHandling(tx);
    const inUse = new Map<EntitySchema, ObjectLiteral[]>();
    // What an event opened is no copy: it is looked at only where one was untold.
    const openedByEvents = new Map(untold.length > 0 ? opened.map((each) => [each.table, each]) : []);
    for (const table of [...tables, ...openedByEvents.keys()])
      inUse.set(table, await tx.find(table, forUpdate(tx)));
    await checkUntold(tx, consumer, untold);
    const events = await countTold(tx, consumer, untold);
    if (events !== (await countHandled(anew.read, consumer))) return null;

    const sum = { events, added: 0, changed: 0, removed: 0 };
    for (const [table, rows] of inUse) {
      const differing = compareRows(table, await anew.read.find(table), rows, openedByEvents.get(table));
      for (const how of ['added', 'changed', 'removed'] as const) sum[how] += differing[how].length;
      if (dryRun) continue;

      for (const row of differing.removed) await tx.delete(table, pickKey(table, row));
      for (const { version, ...row } of differing.changed)
        // Whoever read it before writes on condition that nobody has since.
        await tx.update(table, pickKey(table, row), version ? { ...row, version: version + 1 } : row);
      await insertMany(tx, table, differing.added);
    }
    if (!dryRun) await markUntold(tx, anew, consumer, untold);
    return sum;
  });

interface Writing {
  readonly tables: readonly EntitySchema[];
  readonly opened: readonly OpenedByEvent[];
  readonly dryRun: boolean;
  readonly untold: readonly Untold[];
}

/** The rebuilding of a service's copies, each by one job at a time. */
export interface Rebuilder {
  readonly copies: readonly string[];
  /** How far it is; null where nothing goes on. */
  readonly underWay: (copy: string | null, dryRun: boolean, untold?: readonly Untold[]) => Progress | null;
  /**
   * One of them, or all in one go; how far it is where it goes on: who asks again meets the same job, also where it was
   * done a moment ago.
   */
  readonly rebuild: (
    copy: string | null,
    dryRun: boolean,
    untold?: readonly Untold[],
  ) => Promise<Rebuilt | Progress>;
  readonly stop: () => Promise<void>;
}

/** Who asks through a gateway is answered long before it gives up. */
const answerMs = 10_000;

/** What was done is told to who comes for it at once; who comes later asks of what is there then. */
const keptMs = 10_000;

export function createRebuilder(
  db: Database,
  source: Source,
  timing = { ...patience, answerMs, keptMs },
): Rebuilder {
  const copies = source.storage.copies ?? {};
  const jobs = new Map<string, { readonly rebuilding: Promise<Rebuilt>; progress: Progress }>();
  const aborting = new AbortController();
  const nameOf = (copy: string | null, dryRun: boolean, untold: readonly Untold[]) =>
    `${copy} ${dryRun} ${untold.map(({ toldId, ...event }) => `${placeOf(event)} ${toldId}`).join()}`;
  const begin = (name: string, copy: string | null, how: { dryRun: boolean; untold: readonly Untold[] }) => {
    const tables = copy === null ? Object.values(copies).flat() : copies[copy]!;
    const onProgress = (progress: Progress) => void (job.progress = progress);
    const options = { ...timing, ...how, signal: aborting.signal, onProgress };
    const job = { rebuilding: rebuildCopies(db, source, tables, options), progress: { handled: 0, of: 0 } };
    jobs.set(name, job);
    const forget = () => void (jobs.get(name) === job && jobs.delete(name));
    // Also why it could not be, if nobody waits now.
    const later = () => void setTimeout(forget, timing.keptMs).unref();
    job.rebuilding.then(later, later);
    return job;
  };
  return {
    copies: Object.keys(copies),
    underWay: (copy, dryRun, untold = []) => jobs.get(nameOf(copy, dryRun, untold))?.progress ?? null,
    rebuild: async (copy, dryRun, untold = []) => {
      const name = nameOf(copy, dryRun, untold);
      const job = jobs.get(name) ?? begin(name, copy, { dryRun, untold });
      const goesOn = Symbol();
      const came = await Promise.race([job.rebuilding, wait(timing.answerMs, goesOn, { ref: false })]).catch(
        (error: unknown) => {
          jobs.delete(name);
          throw error;
        },
      );
      if (typeof came === 'symbol') return job.progress;
      jobs.delete(name);
      return came;
    },
    stop: async () => {
      aborting.abort();
      await Promise.allSettled([...jobs.values()].map(({ rebuilding }) => rebuilding));
    },
  };
}
