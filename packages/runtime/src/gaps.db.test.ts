import { setTimeout as wait } from 'node:timers/promises';
import { decisionEffective } from '@anju/events/governance';
import type { ReplayRequest } from '@anju/events/replay-request';
import { Not } from 'typeorm';
import { type Consumer, on } from './consumer';
import { findGaps, watchGaps } from './gaps';
import { drain, receive } from './inbox';
import { InboxTable } from './inbox.table';
import { insertMany } from './insert-many';
import { bareStorage, effective } from './testing/bare-service';
import { anEnvelope } from './testing/envelope';
import { testDatabase } from './testing/test-database';
import { transaction } from './transaction';

const database = testDatabase(bareStorage);

let poison: string | null = null;
const consumer: Consumer = {
  name: 'tester',
  subscriptions: [
    on(decisionEffective, async (_, { id }) => {
      if (id === poison) throw new Error('cannot digest this');
    }),
  ],
};
const take = (subject: `dec_${string}`, sequence: number) =>
  receive(
    database(),
    consumer,
    anEnvelope(effective(subject), { subject, sequence }),
    () => '2022-09-20T10:00:00.000Z',
  );

test('what waits for an event that did not come is found, with its place and whom to ask', async () => {
  await take('dec_1', 1);
  await take('dec_1', 3);
  await take('dec_1', 4);
  await take('dec_2', 2);
  await take('dec_3', 1);

  expect(await findGaps(database(), consumer)).toEqual([
    { subject: 'dec_1', service: 'governance', missing: 2, waiting: 2 },
    { subject: 'dec_2', service: 'governance', missing: 1, waiting: 1 },
  ]);
  await take('dec_1', 2);
  await take('dec_2', 1);
  expect(await findGaps(database(), consumer)).toEqual([]);
});

test('behind a parked event nothing is missing, unless something is', async () => {
  poison = 'evt_dec_1_1';
  await take('dec_1', 1);
  await take('dec_1', 2);
  expect(await findGaps(database(), consumer)).toEqual([]);

  await take('dec_1', 4);
  poison = null;
  expect(await findGaps(database(), consumer)).toEqual([]);
});

test('it is asked for once it is late, again when no answer came, and no more when it is there', async () => {
  const asked: ReplayRequest[] = [];
  const askAgain = async (request: ReplayRequest) => void asked.push(request);
  const watch = watchGaps(database(), consumer, { askAgain, goOn: fail }, noTrouble, {
    everyMs: 20,
    lateMs: 200,
    answerMs: 300,
  });
  const startedAt = Date.now();
  await take('dec_1', 2);

  await until(() => asked.length >= 1);
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(150);
  expect(asked[0]).toEqual({ consumer: 'tester', service: 'governance', subject: 'dec_1', fromSequence: 1 });
  await until(() => asked.length >= 2);

  await take('dec_1', 1);
  await watch.stop();
  const until1 = asked.length;
  expect(await findGaps(database(), consumer)).toEqual([]);
  expect(asked).toHaveLength(until1);
});

test('what waits although all before it are handled is handled, and what waits for a parked one is not', async () => {
  const waiting = (subject: `dec_${string}`, sequence: number) =>
    transaction(database(), (tx) => {
      const envelope = anEnvelope(effective(subject), { subject, sequence });
      const { id: eventId } = envelope;
      const row = { consumer: 'tester', eventId, subject, sequence, state: 'WAITING', envelope, error: null };
      return tx.insert(InboxTable, row as never);
    });
  // As where who stored it did not see yet that the one before it was handled, or was killed before it looked.
  await take('dec_1', 1);
  await waiting('dec_1', 2);
  await waiting('dec_1', 3);
  await waiting('dec_2', 1);
  poison = 'evt_dec_3_1';
  await take('dec_3', 1);
  await waiting('dec_3', 2);
  poison = null;

  const gone: string[] = [];
  const goOn = async (subject: string) => {
    gone.push(subject);
    return drain(database(), consumer, subject, () => '2022-09-20T10:00:00.000Z');
  };
  const steps = { askAgain: async ({ subject }: ReplayRequest) => fail(subject), goOn };
  const watch = watchGaps(database(), consumer, steps, noTrouble, { everyMs: 20, lateMs: 50, answerMs: 300 });
  const left = () => database().read.findBy(InboxTable, { state: Not('HANDLED') });
  await until(async () => (await left()).length === 2);
  await watch.stop();

  expect((await left()).map(({ eventId, state }) => `${eventId} ${state}`).toSorted()).toEqual([
    'evt_dec_3_1 PARKED',
    'evt_dec_3_2 WAITING',
  ]);
  expect(gone.toSorted()).toEqual(['dec_1', 'dec_2']);
});

test('of more keys than a page has, none stands in the way of another', async () => {
  const subjects = Array.from({ length: 1_100 }, (_, i) => `dec_${String(i).padStart(4, '0')}` as const);
  const held = subjects.map((subject) => {
    // The last but one waits for nobody.
    const sequence = subject === 'dec_1098' ? 1 : 2;
    const envelope = anEnvelope(effective(subject), { subject, sequence });
    const { id: eventId } = envelope;
    return { consumer: 'tester', eventId, subject, sequence, state: 'WAITING', envelope, error: null };
  });
  await transaction(database(), (tx) => insertMany(tx, InboxTable, held.toReversed() as never));
  const missing = subjects.filter((subject) => subject !== 'dec_1098');
  expect((await findGaps(database(), consumer)).map(({ subject }) => subject)).toEqual(missing);

  const asked: string[] = [];
  const gone: string[] = [];
  const steps = {
    askAgain: async ({ subject }: ReplayRequest) => void asked.push(subject!),
    goOn: async (subject: string) => {
      gone.push(subject);
      throw new Error('it cannot');
    },
  };
  const said: string[] = [];
  const trouble = { failed: (error: unknown) => void said.push(String(error)), over: () => undefined };
  const watch = watchGaps(database(), consumer, steps, trouble, {
    everyMs: 20,
    lateMs: 10,
    answerMs: 60_000,
  });
  await until(() => asked.length === missing.length);
  await watch.stop();
  expect(asked).toEqual(missing);
  expect([gone[0], said[0]]).toEqual(['dec_1098', 'Error: it cannot']);
});

test('what keeps it from looking is over once it has looked', async () => {
  let away = true;
  const said: string[] = [];
  const trouble = {
    failed: (error: unknown) => void said.push(String(error)),
    over: () => void said.push('over'),
  };
  const { read } = database();
  const atTimes = new Proxy(read, {
    get: (_, name: keyof typeof read) => {
      if (away) throw new Error('no database');
      return read[name];
    },
  });
  const db = { ...database(), read: atTimes };
  const watch = watchGaps(db, consumer, { askAgain: fail, goOn: fail }, trouble, {
    ...{ everyMs: 20, lateMs: 10, answerMs: 60_000 },
  });
  await until(() => said.length > 1);
  away = false;
  await until(() => said.at(-1) === 'over');
  await watch.stop();
  expect(new Set(said)).toEqual(new Set(['Error: no database', 'over']));
});

const noTrouble = { failed: fail, over: () => undefined };

async function until(holds: () => boolean | Promise<boolean>) {
  for (let tries = 0; !(await holds()) && tries < 1_000; tries++) await wait(10);
  expect(await holds()).toBe(true);
}

function fail(error: unknown): never {
  throw error;
}
