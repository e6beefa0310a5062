import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '@anju/local/client';
import { type Database, openDatabase } from '@anju/runtime/database';
import { InboxTable } from '@anju/runtime/inbox.table';
import { OutboxTable } from '@anju/runtime/outbox';
import { IsNull } from 'typeorm';
import type { Engines } from '../engines';
import type { Round } from '../fault';
import { createStandbys, type Struck } from '../processes';
import { readTopic } from '../topic';
import type { Told } from './checker';
import { EffectTable, line, marksIn } from './line';

/** Speaker and listener on their own schemas, with as many copies of each as are started. */
export interface Line {
  readonly speaker: Database;
  readonly listener: Database;
  readonly startSpeaker: () => Promise<Struck>;
  readonly startListener: () => Promise<Struck>;
  readonly outbox: () => Promise<readonly Told[]>;
  /** By event, when it was marked as published. */
  readonly marks: () => Promise<ReadonlyMap<string, string>>;
  readonly topic: () => Promise<readonly Told[]>;
  readonly effects: () => Promise<readonly Told[]>;
  /** Resolves once all that was told is published and handled; throws where that takes too long. */
  readonly settled: (withinMs?: number) => Promise<void>;
  /** How often a process said this. */
  readonly said: (words: string) => number;
  readonly stop: () => Promise<void>;
}

export async function openLine(round: Round, engines: Engines): Promise<Line> {
  const { folder } = round;
  const { urls, speaker, listener, close } = await openDatabases(engines);
  const standbys = createStandbys(round, 'line', 2);
  const start = (name: keyof typeof urls) =>
    standbys.become({
      services: [
        {
          name,
          env: { ANJU_DATA: folder, DATABASE_URL: urls[name], KAFKA_BROKERS: engines.brokers, PORT: '0' },
        },
      ],
    });
  return {
    speaker,
    listener,
    startSpeaker: () => start('governance'),
    startListener: () => start('funding'),
    outbox: async () =>
      (await speaker.read.find(OutboxTable, { order: { sequence: 'ASC' } })).map(
        ({ id, subject, sequence }) => ({ id, subject, sequence }),
      ),
    marks: () => marksIn(speaker),
    topic: () => readTopic(engines.brokers, 'governance'),
    effects: async () =>
      (await listener.read.find(EffectTable, { order: { place: 'ASC' } })).map(
        ({ eventId: id, subject, sequence }) => ({ id, subject, sequence: Number(sequence) }),
      ),
    settled: async (withinMs) => {
      const allPublished = async () => !(await speaker.read.existsBy(OutboxTable, { publishedAt: IsNull() }));
      await until('all to be published', allPublished, withinMs);
      const told = await speaker.read.count(OutboxTable);
      const allHandled = async () => (await listener.read.countBy(InboxTable, { state: 'HANDLED' })) === told;
      await until('all to be heard', allHandled, withinMs);
    },
    said: (words) => readFileSync(join(folder, 'services.log'), 'utf8').split(words).length - 1,
    stop: async () => {
      await standbys.stop();
      await close();
    },
  };
}

/** As clients of the line open its two schemas. */
export async function openDatabases(engines: Engines) {
  const urls = {
    governance: await engines.schema('line_speaker'),
    funding: await engines.schema('line_listener'),
  };
  const speaker = await openDatabase(urls.governance, line.storage);
  const listener = await openDatabase(urls.funding, line.storage);
  const close = async () => void (await Promise.all([speaker.close(), listener.close()]));
  return { urls, speaker, listener, close };
}
