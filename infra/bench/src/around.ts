import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { topics } from '@anju/runtime/topics';
import { Kafka, logLevel } from 'kafkajs';
import { createConnection } from 'mysql2/promise';
import { createTopics } from '../../kafka/create-topics';
import { type ServiceProcess, startServiceProcess } from './service-process';
import type { Setting } from './service/jobs';

/** What a part has to work with; all that it starts and makes is gone when it is over. */
export interface Around {
  /** Short enough to see that it works; its figures are worth little. */
  readonly quick: boolean;
  /** How many events are to be drained. */
  readonly backlog: number;
  readonly say: (text: string) => void;
  /** The sandbox's folder of all that it starts. */
  readonly folder: string;
  readonly kafka: () => Kafka;
  readonly hasBroker: boolean;
  readonly brokers: () => string;
  /** A schema without tables, of a server that is this run's own. */
  readonly newSchema: (name: string) => Promise<string>;
  /** The declared topics, empty; whoever speaks or listens starts after that. */
  readonly emptyTopics: () => Promise<void>;
  readonly start: (setting: Omit<Setting, 'folder'>) => Promise<ServiceProcess>;
}

interface Given {
  readonly quick: boolean;
  readonly backlog: number;
  readonly mariadb: string | null;
  readonly brokers: string | null;
  /** For temporary files. */
  readonly folder: string;
  readonly profiles: string | null;
  readonly say: (text: string) => void;
}

export async function within<T>(
  { quick, backlog, mariadb, brokers, folder, profiles, say }: Given,
  part: (around: Around) => Promise<T>,
): Promise<T> {
  const own = mkdtempSync(join(folder, 'part-'));
  const started: ServiceProcess[] = [];
  const schemas: string[] = [];
  const kafka = () =>
    new Kafka({ brokers: brokers!.split(','), clientId: 'bench', logLevel: logLevel.ERROR });
  try {
    return await part({
      quick,
      backlog,
      say,
      folder: own,
      kafka,
      hasBroker: brokers !== null,
      brokers: () => brokers!,
      newSchema: async (name) => {
        schemas.push(name);
        await sql(mariadb!, `DROP DATABASE IF EXISTS ${name}`, `CREATE DATABASE ${name}`);
        return new URL(name, mariadb!).href;
      },
      emptyTopics: async () => {
        await deleteTopics(kafka());
        await createTopics(brokers!.split(','), 1);
      },
      start: async (setting) => {
        const service = await startServiceProcess({ ...setting, folder: own }, profiles);
        started.push(service);
        return service;
      },
    });
  } finally {
    await Promise.all(started.map((each) => each.stop()));
    if (schemas.length > 0) await sql(mariadb!, ...schemas.map((name) => `DROP DATABASE IF EXISTS ${name}`));
    rmSync(own, { recursive: true });
  }
}

async function sql(url: string, ...statements: readonly string[]): Promise<void> {
  const connection = await createConnection(url);
  try {
    for (const statement of statements) await connection.query(statement);
  } finally {
    await connection.end();
  }
}

async function deleteTopics(kafka: Kafka): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const names = Object.keys(topics);
    const there = async () => (await admin.listTopics()).filter((name) => names.includes(name));
    const old = await there();
    if (old.length > 0) await admin.deleteTopics({ topics: old });
    while ((await there()).length > 0) await wait(100);
  } finally {
    await admin.disconnect();
  }
}
