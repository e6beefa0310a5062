import { DataSource, EntityManager, type EntitySchema, type Logger, type MigrationInterface } from 'typeorm';
import { addressOf, eachServer, whyNotOpened } from './engine-addresses';
import { driverFor, usualWaits, type Waits } from './mariadb-driver';
import type { Measuring } from './measure';
import { messagingTables } from './messaging.tables';
import { Mendable, UnusableData } from './mendable';
import { migrate } from './migrate';
import type { PersonalData } from './personal-data';
import { isSealedBy } from './personal-data-key.table';
import { createQueue } from './queue';
import { type SqliteConnection, SqliteDriver } from './sqlite-driver';
import { lockSqliteFile } from './sqlite-lock';
import { buildSqliteSchema, type Unchanging } from './sqlite-schema';

/** What a service stores: its tables, in code for SQLite and as migrations for MariaDB. A test compares them. */
export interface Storage extends Unchanging {
  readonly tables: readonly EntitySchema[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Which of the tables hold nothing but what others told, by the name of each copy (`rebuild-copy.ts`). */
  readonly copies?: Readonly<Record<string, readonly EntitySchema[]>>;
  /** Which of them an event of others opens, and this service goes on with. */
  readonly opened?: readonly OpenedByEvent[];
}

/** Of an event that no speaker told the row is put right with the copies; one that this service has written since stays. */
export interface OpenedByEvent {
  /** With a `version`, which is 1 until the row is written again. */
  readonly table: EntitySchema;
  /** The column by which it is the row of what was told. */
  readonly key: string;
  /** The columns that are as told. */
  readonly told: readonly string[];
}

/** An open database. Write through `transaction`; read inside it with its `tx`, outside it with `read`. */
export interface Database extends Measuring {
  readonly kind: 'sqlite' | 'mariadb';
  /** Sees what is committed, and cannot write. */
  readonly read: EntityManager;
  /** For `transaction` alone. */
  readonly writer: DataSource;
  readonly inTurn: <T>(job: () => Promise<T>) => Promise<T>;
  /** Called after each commit of this process that may be news to somebody, so that the relay need not wait for its next round. */
  readonly committed: Set<() => void>;
  /** For how many days after it was made an idempotency key counts. */
  readonly keyDays: number;
  /** How many SQL statements this process has sent: for the tests that hold a page to a constant number. */
  readonly statements: () => number;
  readonly close: () => Promise<void>;
}

interface Options {
  readonly keyDays?: number;
  /** By what names in it are sealed; another key than it was is refused. */
  readonly personalData?: PersonalData;
  /** How long a server is waited for, where it is not as long as usual. */
  readonly waits?: Waits;
}

/** The URL of a SQLite file; in a path `#`, `?` and `%` are letters like any other. */
export const sqliteUrl = (file: string): string =>
  `sqlite:${file.split('/').map(encodeURIComponent).join('/')}`;

function fileOf(url: URL): string {
  try {
    if (!url.hash && !url.search) return decodeURIComponent(url.pathname);
  } catch {
    // A lone `%`, of which the same is to be said.
  }
  throw new Mendable(
    `${url.href} 中的 # ? % 须写作 %23 %3F %25。 / In the path of a database's URL write # ? % as %23 %3F %25.`,
  );
}

/**
 * `sqlite:data/governance.db`, or `mariadb://user:password@host:3306/governance`; for a cluster the hosts of several
 * nodes with commas between, of which the first that is there is used.
 */
export async function openDatabase(
  url: string,
  storage: Storage,
  { keyDays = usualKeyDays, waits, personalData }: Options = {},
): Promise<Database> {
  const opened = url.startsWith('sqlite:')
    ? await openSqlite(fileOf(new URL(url)), storage, personalData)
    : await openMariadb(url, storage, waits, personalData);
  return { ...opened, committed: new Set(), measured: new Set(), keyDays };
}

/** How long a key is kept where nothing else is said. */
export const usualKeyDays = 30;

type Opened = Omit<Database, 'committed' | 'measured' | 'keyDays'>;

/**
 * TypeORM keeps one connection per SQLite DataSource, on which concurrent transactions would
 * interleave: one's rollback would take the other's rows along, and everybody would read what is not
 * committed. So writers take turns, and readers have a connection of their own.
 */
async function openSqlite(file: string, storage: Storage, personalData?: PersonalData): Promise<Opened> {
  const counter = createCounter();
  const unlock = lockSqliteFile(file);
  const connect = (...pragmas: string[]) =>
    new DataSource({
      type: 'better-sqlite3',
      driver: SqliteDriver,
      database: file,
      entities: [...messagingTables, ...storage.tables],
      prepareDatabase: (connection: SqliteConnection) =>
        pragmas.forEach((pragma) => connection.pragma(pragma)),
      logging: ['query'],
      logger: counter.logger,
    }).initialize();

  try {
    const writer = await connect(
      'journal_mode = WAL',
      'synchronous = FULL',
      'recursive_triggers = ON',
      // It would wait inside of the call, and everybody with it; `transaction` tries again.
      'busy_timeout = 0',
    ).catch((cause: unknown) => {
      throw new UnusableData(
        file,
        {
          zh: `无法作为数据库读取（${(cause as Error).message}）`,
          en: `cannot be read as a database (${(cause as Error).message})`,
        },
        { cause },
      );
    });
    const prepare = async () => {
      await buildSqliteSchema(writer, file, storage);
      if (personalData && !(await isSealedBy(writer, personalData)))
        throw new UnusableData(file, sealedByOther);
    };
    await prepare().catch(async (error: unknown) => {
      await writer.destroy();
      throw error;
    });
    // The file is this process's alone: whoever held a lease is gone, and nobody need wait for it to run out.
    await writer.query("UPDATE lease SET expiresAt = ''");
    const reader = await connect('query_only = ON');
    return {
      kind: 'sqlite',
      read: reader.manager,
      writer,
      inTurn: createQueue(),
      statements: counter.count,
      close: async () => {
        try {
          await reader.destroy();
          // All of it in the one file, which alone may be taken for a backup. Without room it stays as safe beside it.
          await writer.query('PRAGMA wal_checkpoint(TRUNCATE)').catch(() => undefined);
          await writer.destroy();
        } finally {
          unlock();
        }
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

const sealedByOther = {
  zh: '中的姓名是用另一把密钥加密的，请放回原来的密钥：沙箱为 keys/personal-data.key，否则为 PERSONAL_DATA_KEY',
  en: 'has names that are sealed by another key. Put back the one it was: keys/personal-data.key of a sandbox, else PERSONAL_DATA_KEY',
};

/** Of one process: requests, events taken in and events told each need theirs. */
const mostConnections = 20;

async function openMariadb(
  url: string,
  storage: Storage,
  waits: Waits = usualWaits,
  personalData?: PersonalData,
): Promise<Opened> {
  const counter = createCounter();
  const servers = eachServer(url);
  const writer = await new DataSource({
    type: 'mariadb',
    url: servers[0]!,
    charset: 'utf8mb4',
    // A raw BIGINT beyond 2^53 would be rounded silently on its way.
    supportBigNumbers: true,
    bigNumberStrings: true,
    entities: [...messagingTables, ...storage.tables],
    migrations: [...storage.migrations],
    poolSize: mostConnections,
    driver: driverFor(servers.map(addressOf), waits),
    logging: ['query'],
    logger: counter.logger,
  })
    .initialize()
    .catch((error: unknown) => {
      throw whyNotOpened(error, url);
    });
  const prepare = async () => {
    await migrate(writer, waits.schemaSeconds);
    if (personalData && !(await isSealedBy(writer, personalData))) {
      const { zh, en } = sealedByOther;
      throw new Mendable(`数据库${zh}。 / The database ${en}.`);
    }
  };
  await prepare().catch(async (error: unknown) => {
    await writer.destroy();
    throw whyNotOpened(error, url);
  });
  return {
    kind: 'mariadb',
    read: readingOf(writer),
    writer,
    inTurn: (job) => job(),
    statements: counter.count,
    // A connection that breaks as it is closed, or was still being opened to a server that is away, is closed.
    close: () =>
      writer.destroy().catch((error: { readonly fatal?: boolean }) => {
        if (!error.fatal) throw error as Error;
      }),
  };
}

/**
 * On the writer's own connections, since others might be to a node that has not heard yet of what was just written; so
 * what it may say is looked at here.
 */
function readingOf(writer: DataSource): EntityManager {
  const reader: DataSource = Object.create(writer);
  reader.createQueryRunner = (mode) => {
    const runner = writer.createQueryRunner(mode);
    const query = runner.query.bind(runner) as (sql: string, ...more: unknown[]) => Promise<any>;
    runner.query = async (sql: string, ...more: unknown[]): Promise<any> => {
      if (!/^[\s(]*(SELECT|WITH|SHOW)\b/i.test(sql))
        throw new Error('`read` is readonly: write through `transaction`.');
      return query(sql, ...more);
    };
    return runner;
  };
  return new EntityManager(reader);
}

function createCounter() {
  let statements = 0;
  const nothing = () => undefined;
  const logger: Logger = {
    logQuery: () => void statements++,
    logQueryError: nothing,
    logQuerySlow: nothing,
    logSchemaBuild: nothing,
    logMigration: nothing,
    log: nothing,
  };
  return { logger, count: () => statements };
}
