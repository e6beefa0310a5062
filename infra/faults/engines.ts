import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { createTopics } from '../kafka/create-topics';
import { choosePortsOfKafka, createKafka } from '../local/engines/kafka.mjs';
import { choosePortsOfMariadb, createMariadb } from '../local/engines/mariadb.mjs';
import { createServer, type Engine } from '../local/engines/server.mjs';
import type { Round } from './fault';

/** A broker and a database server of a round's own, which may be killed. */
export interface Engines {
  readonly brokers: string;
  /** An empty schema of this name. On a cluster each next one has another node that its service writes to. */
  readonly schema: (name: string) => Promise<string>;
  readonly broker: Killable;
  readonly database: Killable;
  /** Each server by itself, where there are several. */
  readonly kafka: Engine;
  readonly mariadb: Engine;
  readonly stop: () => Promise<void>;
}

/** How many servers there are of each. */
export interface Size {
  readonly brokers: number;
  readonly nodes: number;
}

export interface Killable {
  /** SIGKILL; its data stays. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
}

/** Null where a program is missing. MariaDB flushes so that what it acknowledged outlives the death of its process. */
export async function openEngines(
  { folder: parent, ending }: Pick<Round, 'folder' | 'ending'>,
  { brokers: count = 1, nodes = 1 }: Partial<Size> = {},
): Promise<Engines | null> {
  const folder = join(parent, 'engines');
  mkdirSync(folder, { recursive: true });
  // MariaDB's own user walks through.
  for (const each of [parent, folder]) chmodSync(each, 0o755);
  const kafka = untilEnding(createKafka(join(folder, 'kafka'), await choosePortsOfKafka(count)), ending);
  const mariadb = untilEnding(
    createMariadb(join(folder, 'mariadb'), await choosePortsOfMariadb(nodes), { durable: true }),
    ending,
  );
  if (!kafka || !mariadb) {
    rmSync(folder, { recursive: true });
    return null;
  }
  const stop = async () => {
    keepLogs(parent, kafka, mariadb);
    await Promise.all([kafka.stop(), mariadb.stop()]);
  };
  try {
    await Promise.all([kafka.start(), mariadb.start()]);
    await createTopics(kafka.addresses, count);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    brokers: kafka.addresses.join(','),
    schema: schemasOn(mariadb),
    broker: { kill: () => kafka.servers[0]!.kill(), start: kafka.start },
    database: { kill: () => mariadb.servers[0]!.kill(), start: mariadb.start },
    kafka,
    mariadb,
    stop,
  };
}

/**
 * Servers that are killed when their round is given up, or the process ends, and not started after it. Killed at once:
 * an ending process waits for nothing.
 */
function untilEnding(engine: Engine | null, ending: AbortSignal): Engine | null {
  if (!engine) return null;
  const { servers, start } = engine;
  ending.addEventListener('abort', () => servers.forEach((server) => void server.kill()), { once: true });
  return {
    ...engine,
    start: async () => {
      ending.throwIfAborted();
      await start();
    },
  };
}

/** Kills the servers that a run which was killed left behind in a folder. */
export async function endLeft(folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((each) => basename(each) === 'pid'))
    await createServer(file, join(folder, dirname(file))).kill();
}

/** They go with the servers' data, and what these said of a round that broke is asked for afterwards. */
function keepLogs(folder: string, ...engines: readonly Engine[]) {
  for (const { name, log } of engines.flatMap(({ servers }) => servers))
    if (existsSync(log)) copyFileSync(log, join(folder, `${name.replaceAll(' ', '-')}.log`));
}

/** A database server alone, in a folder; null where its program is missing. */
export async function openMariadb(
  folder: string,
  { folder: parent, ending }: Pick<Round, 'folder' | 'ending'>,
) {
  const created = createMariadb(folder, await choosePortsOfMariadb(1), { durable: true });
  const mariadb = untilEnding(created, ending);
  if (!mariadb) return null;
  try {
    await mariadb.start();
  } catch (error) {
    await mariadb.stop();
    throw error;
  }
  const over = new AbortController();
  let ended = 0;
  const keep = async () => {
    for (; !over.signal.aborted; await wait(100)) {
      if (mariadb.servers.every(({ pid }) => pid() !== null)) continue;
      ended++;
      await mariadb.start();
    }
  };
  let keeping: Promise<void> | null = null;
  return {
    schema: schemasOn(mariadb),
    /**
     * From now on it is started each time that it has ended by itself, as by whoever keeps it running: one that is about
     * to end may answer for a while yet.
     */
    keepRunning: () => {
      // Where it does not come up again, whoever needs it says so.
      keeping ??= keep().catch(() => undefined);
    },
    /** How often it ended by itself since. */
    ended: () => ended,
    stop: async () => {
      over.abort();
      await keeping;
      keepLogs(parent, mariadb);
      await mariadb.stop();
    },
  };
}

function schemasOn({ addresses }: Engine): Engines['schema'] {
  const hosts = addresses.map((address) => new URL(address).host);
  let schemas = 0;
  return async (name) => {
    const server = await createConnection(`mariadb://root@${hosts[0]}`);
    await server.query(`CREATE DATABASE ${name}`);
    await server.end();
    const first = schemas++ % hosts.length;
    return `mariadb://root@${[...hosts.slice(first), ...hosts.slice(0, first)].join(',')}/${name}`;
  };
}
