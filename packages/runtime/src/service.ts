import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '@anju/values/time';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { SandboxClock } from './clock';
import type { Consumer } from './consumer';
import type { Context, Deps } from './context';
import { openDatabase, type Database, type Storage } from './database';
import { askDatabase } from './database-answers';
import type { Delivery, Stoppable } from './delivery';
import type { EvidenceKey } from './evidence-key';
import { type RunningExchange, startExchange } from './exchange';
import type { Holidays } from './holidays';
import type { Identity } from './identity';
import { forgetKeys } from './idempotency';
import { resume } from './inbox';
import { createLoop } from './loop';
import { createMetrics } from './metrics';
import type { PersonalData } from './personal-data';
import { createRebuilder } from './rebuild-copy';
import { type Room, watchRoom } from './room';
import { type Readiness, startGraphqlServer } from './server';
import { startTimers, type TimerHandlers } from './timers';
import { type Trouble, watchTrouble } from './trouble';

/** One service, before anything of it runs. */
export interface Service {
  readonly name: string;
  /** Where it listens when nothing else is said. */
  readonly port: number;
  readonly schema: GraphQLSchema;
  readonly storage: Storage;
  readonly consumer: Consumer;
  readonly timers: TimerHandlers;
  /** Whether it signs the evidence of votes, and so needs the key. */
  readonly signsEvidence?: boolean;
  /** Makes what is its own and recorded facts of its neighbours name, once; for `start -- --demo`. */
  readonly demo?: (deps: Deps) => Promise<void>;
}

/** What a service is given to run with. */
export interface Surroundings {
  readonly databaseUrl: string;
  readonly port: number;
  readonly host?: string;
  readonly delivery: Delivery;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly sandbox: SandboxClock | null;
  readonly personalData: PersonalData;
  readonly evidenceKey: EvidenceKey | null;
  readonly holidays: Holidays;
  /** For how many days an idempotency key counts, if not the usual. */
  readonly keyDays?: number;
  readonly log: Logger;
  readonly introspection?: boolean;
}

export interface RunningService {
  readonly name: string;
  readonly url: string;
  readonly db: Database;
  /** Answers what is under way, then stops, whatever of it is away: some seconds later it is gone. */
  readonly stop: () => Promise<void>;
}

/** How often a service looks at its timers. The sandbox's clock leaps, and people wait for what follows. */
const timersEveryMs = { sandbox: 200, real: 1000 };

/** Who runs it may kill what is not gone after ten seconds. A server takes at most eight for its last answers. */
const goneWithin = 9_500;

/** Half of what a gateway waits for it: a broker that is away is looked for much longer than that. */
const answersWithinMs = 500;

/** Opens the database, begins to listen to others, to tell them, to ring timers, and to answer. */
export async function startService(
  service: Service,
  around: Surroundings,
  goneWithinMs = goneWithin,
): Promise<RunningService> {
  const { name, schema, storage, consumer, timers } = service;
  const { delivery, clock, sandbox, personalData, evidenceKey, holidays } = around;
  const log = around.log.child({ service: name });
  const db = await openDatabase(around.databaseUrl, storage, around);
  let stopAnswering = async () => {};
  const goingOn: Stoppable[] = [];
  const stopAll = async () => {
    const until = Date.now() + goneWithinMs;
    // Without a broker or a database a stop may wait for as long as its driver tries.
    const by = async (end: number, part: string, stopped: Promise<unknown>) => {
      const late = wait(end - Date.now(), true, { ref: false });
      const isLate = Promise.race([stopped.then(() => false), late]);
      if (await isLate.catch((err: unknown) => void log.warn({ err, part }, 'not stopped')))
        log.warn({ part }, 'did not stop in time, left as it is');
    };
    await stopAnswering();
    // All of it reads the database, which keeps a tenth of the time for itself.
    const workEnds = until - goneWithinMs / 10;
    await Promise.all(goingOn.map((each) => by(workEnds, 'work', each.stop())));
    await by(until, 'database', db.close());
  };
  let stopped: Promise<void> | null = null;
  const stop = () => (stopped ??= stopAll());
  const metrics = createMetrics(db, consumer, delivery, log);
  const room = watchRoom(db);
  const silent = { database: watchSilence(log, 'database'), broker: watchSilence(log, 'broker') };
  try {
    goingOn.push(goOnWithInbox(db, consumer, clock, log));
    const exchange = await startExchange({ name, db, consumer, delivery, clock, log });
    goingOn.push(exchange);
    const everyMs = sandbox ? timersEveryMs.sandbox : timersEveryMs.real;
    const ringing = startTimers(db, timers, { clock, log, everyMs });
    goingOn.push(ringing);
    const kept = watchTrouble(log, {
      begins: 'old idempotency keys not deleted',
      ends: 'old idempotency keys deleted again',
    });
    const forgetting = createLoop(() => forgetKeys(db).then(kept.over), {
      everyMs: 3_600_000,
      onError: kept.failed,
    });
    goingOn.push(forgetting);

    const rebuilder = createRebuilder(db, { storage, consumer, delivery, clock });
    goingOn.push(rebuilder);

    const server = await startGraphqlServer<Context>({
      name,
      port: around.port,
      host: around.host ?? '127.0.0.1',
      source: { schema },
      introspection: around.introspection ?? true,
      identity: around.identity,
      log,
      context: (caller) => ({
        ...{ ...caller, db, clock, personalData, evidenceKey, holidays, sandbox, rebuilder },
        askAgain: delivery.askAgain,
      }),
      ready: () => readiness(db, room, delivery, exchange, silent),
      metrics: metrics.read,
      plugins: [metrics.plugin],
    });
    stopAnswering = server.stop;
    return { name, url: server.url, db, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Nobody waits for it: a key whose rows another connection has may take many seconds. */
function goOnWithInbox(db: Database, consumer: Consumer, clock: Clock, log: Logger): Stoppable {
  const stopping = new AbortController();
  const onError = (err: unknown, subject?: string) => log.warn({ err, subject }, 'not gone on with yet');
  const going = resume(db, consumer, clock, onError, stopping.signal).catch((err: unknown) => onError(err));
  return {
    stop: () => {
      stopping.abort();
      return going;
    },
  };
}

const watchSilence = (log: Logger, part: string): Trouble =>
  watchTrouble(log.child({ part }), { begins: 'no answer', ends: 'answers again' });

/**
 * Ready while its database answers. Without a broker it still reads and writes, and its outbox keeps what it has to
 * tell; were it taken out for that, one broker's fault would take out every service of the city at once.
 */
async function readiness(
  db: Database,
  room: Room,
  delivery: Delivery,
  exchange: RunningExchange,
  silent: Record<'database' | 'broker', Trouble>,
): Promise<Readiness> {
  // Why may name hosts: that is for the log.
  const ask = async (part: keyof typeof silent, question: Promise<unknown>) => {
    const late = wait(answersWithinMs, undefined, { ref: false }).then(() => {
      throw new Error(`Nothing within ${answersWithinMs} ms`);
    });
    try {
      await Promise.race([question, late]);
      silent[part].over();
      return 'ok';
    } catch (error) {
      silent[part].failed(error);
      return 'no answer';
    }
  };
  const [database, broker] = await Promise.all([
    ask('database', askDatabase(db)),
    delivery.ping ? ask('broker', delivery.ping()) : 'none',
  ]);
  const ready = database === 'ok';
  return {
    ready,
    parts: {
      // One that is full can be read, by any copy of the service alike.
      database: ready && room.isShort() ? 'no room' : database,
      broker: broker === 'ok' && exchange.lacksTopics() ? 'topics not as declared' : broker,
    },
  };
}
