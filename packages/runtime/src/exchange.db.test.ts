import { setTimeout as wait } from 'node:timers/promises';
import pino from 'pino';
import type { Consumer } from './consumer';
import type { Delivery } from './delivery';
import { createEmbeddedDelivery } from './embedded-delivery';
import { startExchange } from './exchange';
import { Mendable } from './mendable';
import { bareStorage } from './testing/bare-service';
import { testDatabase } from './testing/test-database';

const database = testDatabase(bareStorage);
const consumer: Consumer = { name: 'bare', subscriptions: [] };
const patience = { answerMs: 100, everyMs: 20, startMs: 200 };

let said: { msg: string; reason?: string; err?: object }[];
beforeEach(() => (said = []));
const start = (delivery: Partial<Delivery>, db = database()) =>
  startExchange(
    {
      name: 'bare',
      db,
      consumer,
      delivery: { ...createEmbeddedDelivery(), ...delivery },
      clock: () => '2022-09-20T10:00:00.000Z',
      log: pino({ level: 'info' }, { write: (line) => void said.push(JSON.parse(line) as never) }),
    },
    patience,
  );
const until = async (done: () => boolean) => {
  while (!done()) await wait(10);
};

test.each<[string, Partial<Delivery>]>([
  ['is away', { ping: () => Promise.reject(new Error('connect ECONNREFUSED')) }],
  ['says nothing', { ping: () => new Promise(() => {}) }],
  ['answers, and does not say what it has', { publisherFor: () => new Promise(() => {}) }],
  ['has no leader for its topics yet', { publisherFor: () => Promise.reject(new Error('no leader')) }],
])('a broker that %s keeps nobody from starting, and nobody from stopping', async (_, delivery) => {
  const since = performance.now();
  const exchange = await start(delivery);
  await exchange.stop();
  expect(performance.now() - since).toBeLessThan(1_000);
});

test('it is looked for until it answers; that it does not is said once, and that it does', async () => {
  let tries = 0;
  const ping = async () => {
    if (++tries < 4) throw new Error('connect ECONNREFUSED');
  };
  const exchange = await start({ ping });
  await until(() => said.length > 1);
  expect(said).toMatchObject([
    { msg: expect.stringMatching(/^events do not flow/), reason: 'Error: connect ECONNREFUSED' },
    { msg: 'events flow' },
  ]);
  await exchange.stop();
});

test('a database that is away is said of gaps in one line, with the reason and without a stack', async () => {
  const read = new Proxy(database().read, {
    get: () => {
      throw new Error('no database');
    },
  });
  const exchange = await start({}, { ...database(), read });
  const ofGaps = () => said.filter(({ msg }) => msg === 'gaps not looked for');
  await until(() => ofGaps().length > 0);
  await exchange.stop();
  expect(ofGaps()).toMatchObject([{ reason: 'Error: no database', times: 1 }]);
  expect(said.filter(({ err }) => err)).toEqual([]);
});

test('what begins only after it was stopped is stopped too', async () => {
  let stopped = 0;
  let begin = (_: void) => {};
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const exchange = await start({
    subscribe: async () => {
      await begun;
      return { stop: async () => void stopped++ };
    },
  });
  await exchange.stop();
  begin();
  await until(() => stopped === 1);
});

test('one that has not the topics it should have is a fault', async () => {
  const missing = () => Promise.reject(new Mendable('There is no topic'));
  await expect(start({ publisherFor: missing })).rejects.toThrow('There is no topic');
});

test('where that is seen only later it is said until they are there', async () => {
  let pings = 0;
  let made = false;
  const { publisherFor } = createEmbeddedDelivery();
  const exchange = await start({
    ping: async () => {
      if (++pings < 2) throw new Error('connect ECONNREFUSED');
    },
    publisherFor: async (service) => {
      if (!made) throw new Mendable('There is no topic');
      return publisherFor(service);
    },
  });
  expect(exchange.lacksTopics()).toBe(false);
  await until(exchange.lacksTopics);
  made = true;
  await until(() => !exchange.lacksTopics());
  await exchange.stop();
});
