import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { decisionEffective } from '@anju/events/governance';
import { shippedHolidays } from '@anju/rulebook/holidays';
import { parse } from 'graphql';
import pino from 'pino';
import { type EntityManager, Like } from 'typeorm';
import { type Consumer, on } from './consumer';
import { type Database, openDatabase } from './database';
import { createEmbeddedDelivery } from './embedded-delivery';
import { createIdentity } from './identity';
import { receive, resume } from './inbox';
import { InboxTable } from './inbox.table';
import { LeaseTable } from './lease';
import { startService } from './service';
import { buildSubgraph, sharedSdl } from './subgraph';
import { bareStorage, effective } from './testing/bare-service';
import { anEnvelope } from './testing/envelope';
import { testPersonalData } from './testing/execute';
import { engine, testDatabase } from './testing/test-database';
import { forUpdate, transaction } from './transaction';

const database = testDatabase(bareStorage);
const now = '2022-09-20T10:00:00.000Z' as const;
const clock = () => now;

let meanwhile: () => Promise<unknown>;
beforeEach(() => void (meanwhile = async () => undefined));

/** Its effect is a row that says how many effects of the same key were before it; a second one would be an error. */
const consumer: Consumer = {
  name: 'bare',
  subscriptions: [
    on(decisionEffective, async (tx, { id, subject }) => {
      const before = await tx.countBy(LeaseTable, { name: Like(`evt_${subject}_%`) });
      await tx.insert(LeaseTable, { name: id, token: before + 1, expiresAt: '' });
      await meanwhile();
    }),
  ],
};

const event = (subject: `dec_${string}`, sequence: number) =>
  anEnvelope(effective(subject), { subject, sequence });

/** What a process that was killed had stored and not handled. */
const store = (db: Database, subject: `dec_${string}`, sequence: number) =>
  transaction(db, (tx: EntityManager) => {
    const envelope = event(subject, sequence);
    const row = { consumer: 'bare', eventId: envelope.id, subject, sequence, state: 'WAITING', envelope };
    return tx.insert(InboxTable, { ...row, error: null } as never);
  });

const statesIn = async ({ read }: Database) =>
  (await read.find(InboxTable)).map(({ state }) => state).toSorted();

async function eventually(holds: () => Promise<boolean>) {
  for (let tries = 0; !(await holds()) && tries < 200; tries++) await wait(50);
  expect(await holds()).toBe(true);
}

test('what waited at the start and what comes meanwhile have their effects in their order, once', async () => {
  const subjects = ['dec_1', 'dec_2', 'dec_3'] as const;
  for (const subject of subjects)
    for (const sequence of [1, 2, 3]) await store(database(), subject, sequence);
  meanwhile = () => wait(5);
  const failed: unknown[] = [];
  const goOn = () => resume(database(), consumer, clock, (error) => void failed.push(error));
  const listen = async (subject: (typeof subjects)[number]) => {
    // The third was taken, and is brought again.
    for (const sequence of [3, 4, 5, 6]) await receive(database(), consumer, event(subject, sequence), clock);
  };
  // Two copies of the service that start together.
  await Promise.all([goOn(), goOn(), ...subjects.map(listen)]);

  expect(failed).toEqual([]);
  expect(await statesIn(database())).toEqual(Array(18).fill('HANDLED'));
  const effects = await database().read.findBy(LeaseTable, { name: Like('evt%') });
  expect(Object.fromEntries(effects.map(({ name, token }) => [name, Number(token)]))).toEqual(
    Object.fromEntries(
      subjects.flatMap((subject) => [1, 2, 3, 4, 5, 6].map((place) => [`evt_${subject}_${place}`, place])),
    ),
  );
});

describe('a service that starts', () => {
  let folder: string;
  let url: string;
  let logged: string[];
  beforeEach(() => {
    logged = [];
    folder = mkdtempSync(join(tmpdir(), 'anju_test_'));
    url =
      engine === 'sqlite'
        ? `sqlite://${join(folder, 'bare.db')}`
        : (database().writer.options as { url: string }).url;
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const start = () =>
    startService(
      {
        name: 'bare',
        port: 0,
        storage: bareStorage,
        schema: buildSubgraph(
          parse(`${sharedSdl} extend type Query { one: Int @access(roles: [PUBLIC]) }`),
          [],
        ),
        consumer,
        timers: {},
      },
      {
        databaseUrl: url,
        port: 0,
        delivery: createEmbeddedDelivery(),
        identity: createIdentity({ issuer: 'urn:anju:test', jwks: { keys: [] } }),
        clock,
        sandbox: null,
        personalData: testPersonalData,
        evidenceKey: null,
        holidays: () => shippedHolidays,
        log: pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) }),
      },
    );
  const opened = async <T>(work: (db: Database) => Promise<T>) => {
    const db = await openDatabase(url, bareStorage);
    try {
      return await work(db);
    } finally {
      await db.close();
    }
  };
  const storeThree = () =>
    opened(async (db) => {
      for (const subject of ['dec_1', 'dec_2', 'dec_3'] as const) await store(db, subject, 1);
    });
  /** Handlers wait here, until they are let go on. */
  const gate = () => {
    let goOn = () => {};
    const open = new Promise<void>((resolve) => (goOn = resolve));
    let entered = 0;
    meanwhile = () => (entered++, open);
    return { goOn, isMet: async () => entered > 0 };
  };

  test('answers while what waited stands still, and goes on with it beside that', async () => {
    await storeThree();
    const { goOn, isMet } = gate();
    const { url: address, db, stop } = await start();
    try {
      await eventually(isMet);
      expect((await fetch(new URL('/readyz', address))).status).toBe(200);
      expect(await statesIn(db)).toEqual(Array(3).fill('WAITING'));

      goOn();
      await eventually(async () => (await statesIn(db)).every((state) => state === 'HANDLED'));
    } finally {
      goOn();
      await stop();
    }
  });

  test('and is asked to stop ends what it handles, and begins nothing more', async () => {
    await storeThree();
    const { goOn, isMet } = gate();
    const { stop } = await start();
    await eventually(isMet);
    const stopped = stop();
    // First it ends what it answers.
    await wait(500);
    goOn();
    await stopped;

    expect(await opened(statesIn)).toEqual(['HANDLED', 'WAITING', 'WAITING']);
    expect(logged).toEqual([]);
  });

  if (engine === 'mariadb')
    test('does not wait for keys whose rows another connection has', async () => {
      await storeThree();
      let letGo = () => {};
      const free = new Promise<void>((resolve) => (letGo = resolve));
      let isHeld = false;
      const holding = transaction(database(), async (tx) => {
        await tx.find(InboxTable, { where: { consumer: 'bare' }, ...forUpdate(tx) });
        isHeld = true;
        await free;
      });
      await eventually(async () => isHeld);
      const since = performance.now();
      const { db, stop } = await start();
      try {
        expect(performance.now() - since).toBeLessThan(8_000);
        letGo();
        await holding;
        await eventually(async () => (await statesIn(db)).every((state) => state === 'HANDLED'));
      } finally {
        await stop();
      }
    });
});
