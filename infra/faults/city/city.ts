import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { storage as fundingStorage } from '@anju/funding/storage';
import { storage as governanceStorage } from '@anju/governance/storage';
import { type Database, openDatabase, sqliteUrl, type Storage } from '@anju/runtime/database';
import type { Round } from '../fault';
import { createStandbys, type Struck } from '../processes';

/** The services that hold what must not be lost: votes and money. */
export type Name = 'governance' | 'funding';
export const names: readonly Name[] = ['governance', 'funding'];
const storages: Readonly<Record<Name, Storage>> = { governance: governanceStorage, funding: fundingStorage };

export interface City {
  readonly folder: string;
  readonly urls: Readonly<Record<Name, string>>;
  /** Whether what it tells may be published and not yet heard. */
  readonly hasBroker: boolean;
  /** Which processes there are, each with what it is. */
  readonly parts: readonly (readonly Name[])[];
  /** SIGKILLs a process, and lets another stand in its place on the same data. */
  readonly strike: (part: readonly Name[]) => Promise<void>;
  /** When the last that was struck stood again; 0 before. */
  readonly struckAt: () => number;
  /** Lets each SQLite file grow by so many pages and no further, null as it likes. */
  readonly limitPages: (more: number | null) => Promise<void>;
  /** SIGKILLs all of it. */
  readonly stop: () => Promise<void>;
  /** As whoever looks at the databases alone; where a file belongs to one process, after `stop`. */
  readonly open: () => Promise<Readonly<Record<Name, Database>>>;
}

/** Where what services know is kept, and how they hear each other: in one process, if there are no brokers. */
export interface Stores {
  /** The URL of an empty database of this name. */
  readonly schema: (name: string) => Promise<string>;
  readonly brokers: string | null;
}

/** Both services in one process, as `npm start` runs them, unless there is a broker: then a process for each. */
export async function openCity(round: Round, stores: Stores | null): Promise<City> {
  const { folder } = round;
  mkdirSync(folder, { recursive: true });
  const urlOf = async (name: Name) =>
    stores ? stores.schema(`city_${name}`) : sqliteUrl(join(folder, `${name}.db`));
  const brokers = stores?.brokers ?? null;
  const databaseUrls = { governance: await urlOf('governance'), funding: await urlOf('funding') };
  const standbys = createStandbys(round, 'city', 2);
  const ports = { governance: await freePort(), funding: await freePort() };
  const parts: readonly (readonly Name[])[] = brokers ? [['governance'], ['funding']] : [names];
  const running = new Map<readonly Name[], Struck>();
  const start = async (part: readonly Name[]) => {
    const env = (name: Name) => ({
      ANJU_DATA: folder,
      DATABASE_URL: databaseUrls[name],
      PORT: String(ports[name]),
      ...(brokers ? { KAFKA_BROKERS: brokers } : {}),
    });
    running.set(part, await standbys.become({ services: part.map((name) => ({ name, env: env(name) })) }));
  };
  let struckAt = 0;
  const open = async (name: Name) => openDatabase(databaseUrls[name], storages[name]);
  try {
    await Promise.all(parts.map(start));
  } catch (error) {
    await standbys.stop();
    throw error;
  }
  return {
    folder,
    urls: {
      governance: `http://127.0.0.1:${ports.governance}/graphql`,
      funding: `http://127.0.0.1:${ports.funding}/graphql`,
    },
    hasBroker: brokers !== null,
    parts,
    strike: async (part) => {
      await running.get(part)!.kill();
      await start(part);
      struckAt = Date.now();
    },
    struckAt: () => struckAt,
    limitPages: async (more) => {
      await Promise.all([...running.values()].map((each) => each.limitPages(more)));
    },
    stop: standbys.stop,
    open: async () => ({ governance: await open('governance'), funding: await open('funding') }),
  };
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
