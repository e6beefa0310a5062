import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { DataSource, EntityManager, EntitySchema, FindOneOptions, ObjectLiteral } from 'typeorm';
import type { Database } from './database';
import { measure } from './measure';

const open = new AsyncLocalStorage<true>();
/**
 * How often it is tried, and for how long: whoever asked waits for it. What took long by itself and lost a conflict has
 * a second try; what took long because it waited, for a lock or a server, would wait as long again.
 */
const patience = { attempts: 8, ms: 15_000 };

interface Options {
  /**
   * `work` may be done again although it may have been committed already, because it stores an
   * idempotency key in the same transaction (`once`), or writes only what still is as it was. Else a lost connection at
   * COMMIT is thrown: nobody knows whether it happened.
   */
  readonly repeatable?: boolean;
  /**
   * Its commit is news to nobody. For those whom commits wake: what they write about their own work would wake
   * them again, round after round, while a broker is away or another process has the lease.
   */
  readonly silent?: boolean;
  /**
   * Its statements need not be true together: each is committed by itself, and none is spent on beginning and ending. What
   * was done before one failed stays, and that a connection is gone is only seen by the first of them, which no BEGIN
   * comes before: where it may be done again, say `repeatable`.
   */
  readonly apart?: boolean;
}

/**
 * The only way to write. On SQLite transactions take turns. On MariaDB they run side by side, and one
 * that loses a conflict is tried again as a whole, so `work` may run more than once: it does nothing
 * that the rollback does not undo. Where it answers that something is refused, it is rolled back too.
 */
export async function transaction<T>(
  db: Database,
  work: (tx: EntityManager) => Promise<T>,
  options: Options = {},
): Promise<T> {
  // On SQLite it would wait for its own turn for ever, so it is refused everywhere.
  if (open.getStore()) throw new Error('A transaction is open already: pass its `tx` on.');
  const result = await open.run(true, () => db.inTurn(() => attempt(db, work, options)));
  if (!options.silent && !isRefusal(result)) for (const wake of db.committed) wake();
  return result;
}

async function attempt<T>(
  db: Database,
  work: (tx: EntityManager) => Promise<T>,
  options: Options,
  nth = 1,
  until = performance.now() + patience.ms,
): Promise<T> {
  let begun = false;
  const run = async (tx: EntityManager) => {
    begun = true;
    const result = await work(tx);
    if (isRefusal(result) && !options.apart) throw new Refused(result);
    return result;
  };
  try {
    if (broken.has(db.writer)) await reopen(db);
    return await (options.apart ? onOneConnection(db, run) : db.writer.transaction(run));
  } catch (error) {
    if (isOutOfRoom(error)) measure(db, { what: 'NO_ROOM' });
    // Where it does not open either, the next transaction tries it first.
    if (isBusy(error) || isStillBegun(db)) await reopen(db).catch(() => undefined);
    if (error instanceof Refused) return error.result as T;
    // A connection that was gone before anything was asked of it has done nothing.
    const again = isConflict(error) || ((options.repeatable || !begun) && isOutcomeUnknown(error));
    const late = performance.now() > until && (nth > 1 || hasWaited(error));
    if (nth === patience.attempts || late || !again) throw error;
    measure(db, { what: 'TRIED_AGAIN' });
    await wait(Math.random() * 20 * nth);
    return attempt(db, work, options, nth + 1, until);
  }
}

/** Has a transaction rolled back that refused: what it wrote on its way there, as to have its turn, is not kept. */
class Refused extends Error {
  constructor(readonly result: unknown) {
    super('refused');
  }
}

const isRefusal = (result: unknown): boolean =>
  (result as { readonly accepted?: unknown } | null | undefined)?.accepted === false;

/** Each statement is committed by itself. */
async function onOneConnection<T>({ writer }: Database, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  const runner = writer.createQueryRunner();
  try {
    await runner.connect();
    return await work(runner.manager);
  } finally {
    await runner.release();
  }
}

/** Thrown inside a transaction to have all of it done again on what is there now. */
export class Conflict extends Error {}

const lockTimeout = 1205;

/** Deadlock or failed certification on a cluster, lock timeout, changed since it was read, node not ready. */
const conflictNumbers = new Set([1213, lockTimeout, 1020, 1047]);

export const isConflict = (error: unknown) => {
  const { errno } = error as { errno?: number };
  return error instanceof Conflict || conflictNumbers.has(errno ?? 0) || isBusy(error);
};

/** The row, or one with the same key, is there already. */
export const isDuplicate = (error: unknown) => {
  const { errno, code } = error as { errno?: number; code?: string };
  return errno === 1062 || String(code).startsWith('SQLITE_CONSTRAINT');
};

/** For a row, for a table that is being changed, for a connection, or for the answer of a server that is away. */
const hasWaited = (error: unknown) =>
  (error as { errno?: number }).errno === lockTimeout || isOutcomeUnknown(error);

/** Another program, such as a browser of SQLite files, writes to the file. */
const isBusy = (error: unknown) => String((error as { code?: string }).code).startsWith('SQLITE_BUSY');

/**
 * What could not be rolled back, as where a disk is full: SQLite may have done it already and may have not. Whatever
 * followed on that connection would seem to be committed and would be none of it.
 */
const isStillBegun = ({ kind, writer }: Database): boolean =>
  kind === 'sqlite' && writer.isInitialized && writer.createQueryRunner().isTransactionActive;

/** Connections on which no transaction may be begun. */
const broken = new WeakSet<DataSource>();

/** A statement that met SQLITE_BUSY stays begun too, and no later transaction of its connection could commit. */
async function reopen({ writer }: Database): Promise<void> {
  broken.add(writer);
  if (writer.isInitialized) {
    // Closing alone lets go of the file only once nobody has a statement of it any more.
    await writer.query('ROLLBACK').catch(() => undefined);
    await writer.destroy();
  }
  await writer.initialize();
  broken.delete(writer);
}

/** A table or a disk is full: nothing was done, and it may be done once there is room. */
const noRoomNumbers = new Set([1021, 1114]);

/** The database has no room for what is written. */
export const isOutOfRoom = (error: unknown): boolean => {
  const { errno, code, message } = error as { errno?: number; code?: string; message?: string };
  return (
    noRoomNumbers.has(errno ?? 0) ||
    code === 'SQLITE_FULL' ||
    // SQLite makes sure of room for its shared memory too; MariaDB says it of whatever file it could not write.
    code === 'SQLITE_IOERR_SHMSIZE' ||
    (errno !== undefined && /Errcode: 28|error 28 |No space left on device/.test(message ?? ''))
  );
};

/** An error while it committed, a server that shuts down, a connection that was killed. */
const unknownNumbers = new Set([1180, 1053, 1927]);

/** The connection broke (the driver calls that fatal), perhaps at COMMIT: it may have been done and it may not. */
export const isOutcomeUnknown = (error: unknown) => {
  const { errno, fatal } = error as { errno?: number; fatal?: boolean };
  return fatal === true || unknownNumbers.has(errno ?? 0);
};

/** Spread into a find: nobody else gets the row until the transaction ends. SQLite knows no such lock, nor needs it. */
export const forUpdate = (tx: EntityManager): Pick<FindOneOptions, 'lock'> =>
  tx.connection.options.type === 'mariadb' ? { lock: { mode: 'pessimistic_write' } } : {};

/**
 * Writes a row that was read before, unless somebody changed it meanwhile. On a cluster this and not
 * the lock is what holds, since a lock is one server's own.
 */
export async function compareAndSet<Row extends ObjectLiteral & { id: string; version: number }>(
  tx: EntityManager,
  table: EntitySchema<Row>,
  row: Row,
): Promise<void> {
  const { id, version } = row;
  const { affected } = await tx.update(table, { id, version }, { ...row, version: version + 1 });
  if (affected !== 1) throw new Conflict(`${table.options.name} ${id} is no longer at version ${version}`);
}
