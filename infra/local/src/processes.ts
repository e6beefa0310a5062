import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../engines/free-port.mjs';
import type { City } from './city';
import { services } from './services';

const root = join(__dirname, '../../..');

/** A process of a city, and its ways out. */
export interface Part {
  readonly name: string;
  readonly url: string;
  /** SIGTERM: it answers what is under way and ends. */
  readonly stop: () => Promise<void>;
}

export interface CityOfProcesses extends City {
  readonly parts: ReadonlyMap<string, Part>;
  /** Starts a part that was stopped, at the same address and on the same data. */
  readonly startAgain: (name: string) => Promise<void>;
}

interface Options {
  /** The sandbox's folder that all of them share. */
  readonly folder: string;
  readonly brokers: string;
  /** By service; without it each keeps a SQLite file in the folder. */
  readonly databaseUrls?: Readonly<Record<string, string>>;
}

/** Every service and the gateway as a process of its own, over Kafka. */
export async function startProcesses({ folder, brokers, databaseUrls }: Options): Promise<CityOfProcesses> {
  const parts = new Map<string, Part>();
  const stop = async () => {
    await Promise.all([...parts.values()].map((part) => part.stop()));
  };
  const startService = async (name: string) => {
    const databaseUrl = databaseUrls?.[name];
    const part = await startPart(name, `services/${name}/src/main.ts`, {
      ANJU_DATA: folder,
      KAFKA_BROKERS: brokers,
      LOG_LEVEL: 'info',
      PORT: parts.has(name) ? new URL(parts.get(name)!.url).port : String(await freePort()),
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    });
    parts.set(name, part);
  };
  try {
    await Promise.all(services.map(({ name }) => startService(name)));
    const subgraphs = Object.fromEntries([...parts].map(([name, { url }]) => [name, url]));
    const gateway = await startPart('gateway', 'gateway/src/main.ts', {
      ANJU_DATA: folder,
      LOG_LEVEL: 'info',
      PORT: String(await freePort()),
      SUBGRAPH_URLS: JSON.stringify(subgraphs),
    });
    parts.set('gateway', gateway);
    return { url: gateway.url, subgraphs, parts, stop, startAgain: startService };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Starts one and waits until its log says where it listens. */
export async function startPart(
  name: string,
  file: string,
  settings: Record<string, string>,
  argv: readonly string[] = [],
): Promise<Part> {
  // Only what a process needs to run at all: the rest of its settings is given here.
  // eslint-disable-next-line no-restricted-properties
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, file), ...argv], {
    cwd: root,
    env: { PATH, HOME, KAFKAJS_NO_PARTITIONER_WARNING: '1', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    const said: string[] = [];
    const listen = (line: string) => {
      said.push(line);
      if (said.length > 50) said.shift();
      const url = /"url":"([^"]+)"/.exec(line)?.[1];
      if (url) resolve(url);
    };
    createInterface({ input: child.stdout! }).on('line', listen);
    createInterface({ input: child.stderr! }).on('line', listen);
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}:\n${said.join('\n')}`)));
  });
  return { name, url, stop: () => end(name, child) };
}

/** Once it has answered what was under way it ends of itself, and well: anything else is a fault. */
const end = (name: string, child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const hard = setTimeout(() => child.kill('SIGKILL'), 20_000);
    child.once('exit', (code, signal) => {
      clearTimeout(hard);
      if (code === 0) resolve();
      else reject(new Error(`Asked to stop, ${name} ended with ${code ?? signal}`));
    });
    child.kill('SIGTERM');
  });
