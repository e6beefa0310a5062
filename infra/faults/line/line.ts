import { companyRegistered } from '@anju/events/property-management';
import { decisionEffective } from '@anju/events/governance';
import { type Consumer, on } from '@anju/runtime/consumer';
import type { Database, Storage } from '@anju/runtime/database';
import { IndexIdempotency0001001700000001001 } from '@anju/runtime/index-idempotency-migration';
import { CreateMessaging0001700000000001 } from '@anju/runtime/messaging-migration';
import { appendToOutbox, OutboxTable } from '@anju/runtime/outbox';
import { KeepPersonalDataKey0001001700000001002 } from '@anju/runtime/personal-data-key-migration';
import type { Service } from '@anju/runtime/service';
import { systemClock } from '@anju/values/time';
import { buildSchema } from 'graphql';
import {
  type EntityManager,
  EntitySchema,
  IsNull,
  type MigrationInterface,
  Not,
  type QueryRunner,
} from 'typeorm';

/** Every effect of an event, in the order in which they came about. Nothing keeps an event from having two. */
interface Effect {
  readonly place: number;
  readonly eventId: string;
  readonly subject: string;
  readonly sequence: number;
}

const text = { type: 'varchar', length: 64 } as const;

export const EffectTable = new EntitySchema<Effect>({
  name: 'effect',
  columns: {
    place: { type: 'bigint', primary: true, generated: 'increment' },
    eventId: text,
    subject: text,
    sequence: { type: 'bigint' },
  },
});

/** What changes its balance by reading and writing. */
interface Account {
  readonly id: string;
  readonly version: number;
  readonly balance: number;
}

export const AccountTable = new EntitySchema<Account>({
  name: 'account',
  columns: { id: { ...text, primary: true }, version: { type: 'int' }, balance: { type: 'int' } },
});

/** While there is none, the poison is poison. */
export const CureTable = new EntitySchema<{ id: string }>({
  name: 'cure',
  columns: { id: { ...text, primary: true } },
});

class CreateLine0002001700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE effect (place BIGINT AUTO_INCREMENT PRIMARY KEY, eventId VARCHAR(64) NOT NULL, subject VARCHAR(64) NOT NULL, sequence BIGINT NOT NULL)',
    );
    await runner.query(
      'CREATE TABLE account (id VARCHAR(64) PRIMARY KEY, version INT NOT NULL, balance INT NOT NULL)',
    );
    await runner.query('CREATE TABLE cure (id VARCHAR(64) PRIMARY KEY)');
  }

  async down(): Promise<void> {
    throw new Error('A line is thrown away whole.');
  }
}

const storage: Storage = {
  tables: [EffectTable, AccountTable, CureTable],
  migrations: [
    CreateMessaging0001700000000001,
    IndexIdempotency0001001700000001001,
    KeepPersonalDataKey0001001700000001002,
    CreateLine0002001700000000002,
  ],
  appendOnly: [],
};

/** The one event that cannot be handled. */
export const poison = 'com_poison';

/** Writes down each event; the runtime sees to the rest. */
const listener: Consumer = {
  name: 'funding',
  subscriptions: [
    on(decisionEffective, async (tx, { id, subject, sequence, data }) => {
      if (data.communityId === poison && !(await tx.exists(CureTable))) throw new Error('This is the poison');
      await tx.insert(EffectTable, { eventId: id, subject, sequence } as never);
    }),
  ],
};

/** Hears nobody of the line; it has a consumer because every service does. */
const speaker: Consumer = {
  name: 'governance',
  subscriptions: [on(companyRegistered, async () => undefined)],
};

const bare = (consumer: Consumer): Service => ({
  name: consumer.name,
  port: 0,
  schema: buildSchema('type Query { isThere: Boolean }'),
  storage,
  consumer,
  timers: {},
});

/**
 * The smallest two services there can be: what the first tells the second writes down, one row for each effect. All
 * between them, from the outbox to the mark in the inbox, is the runtime as it runs in a city.
 */
export const line = { storage, listener, speaker };
export const lineServices: readonly Service[] = [bare(speaker), bare(listener)];

/** Tells one more fact of an aggregate. */
export const tell = (tx: EntityManager, subject: `dec_${string}`, communityId: `com_${string}` = 'com_1') =>
  appendToOutbox(
    tx,
    [
      {
        type: 'governance.decision-effective.v1',
        data: { decisionId: subject, communityId, effectiveAt: '2022-09-20T10:00:00.000Z' },
      },
    ],
    systemClock(),
  );

/** By event, when it was marked as published. */
export const marksIn = async ({ read }: Database): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (await read.findBy(OutboxTable, { publishedAt: Not(IsNull()) })).map(({ id, publishedAt }) => [
      id,
      publishedAt!,
    ]),
  );
