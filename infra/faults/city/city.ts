import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, openDatabase, sqliteUrl } from '@anju/runtime/database';
import { freePort } from '../../local/engines/free-port.mjs';
import type { Round } from '../fault';
import { createStandbys, type Struck } from '../processes';
import { type Name, names, ofEach, services } from './services';

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

/** All services in one process, as `npm start` runs them, unless there is a broker: then a process for each. */
export async function openCity(round: Round, stores: Stores | null): Promise<City> {
  const { folder } = round;
  mkdirSync(folder, { recursive: true });
  const urlOf = async (name: Name) =>
    stores ? stores.schema(`city_${name.replace('-', '_')}`) : sqliteUrl(join(folder, `${name}.db`));
  const brokers = stores?.brokers ?? null;
  const databaseUrls = await ofEach(urlOf);
  const standbys = createStandbys(round, 'city', 2);
  const ports = await ofEach(() => freePort());
  const parts: readonly (readonly Name[])[] = brokers ? names.map((name) => [name]) : [names];
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
  const open = async (name: Name) => openDatabase(databaseUrls[name], services[name].storage);
  try {
    await Promise.all(parts.map(start));
  } catch (error) {
    await standbys.stop();
    throw error;
  }
  return {
    folder,
    urls: await ofEach(async (name) => `http://127.0.0.1:${ports[name]}/graphql`),
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
    open: () => ofEach(open),
  };
}
