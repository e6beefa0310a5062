import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { decisionEffective } from '@anju/events/governance';
import { newId } from '@anju/values/id';
import { parse } from 'graphql';
import { IsNull } from 'typeorm';
import { on } from './consumer';
import type { Context } from './context';
import { openDatabase } from './database';
import { createEmbeddedDelivery } from './embedded-delivery';
import { receive } from './inbox';
import { InboxTable } from './inbox.table';
import { LeaseTable } from './lease';
import { Mendable } from './mendable';
import { noDelivery } from './no-delivery';
import { appendToOutbox, OutboxTable } from './outbox';
import type { Service } from './service';
import { DatabaseInUse } from './sqlite-lock';
import { buildSubgraph, sharedSdl } from './subgraph';
import { bareStorage, effective } from './testing/bare-service';
import { anEnvelope } from './testing/envelope';
import { limitPages } from './testing/limit-pages';
import { now, serviceOnFile } from './testing/service-on-file';
import { setTimer } from './timers';
import { Conflict, transaction } from './transaction';

/** Its effects are rows that say what was done, so that a second time would be an error. */
const done = (tx: Parameters<typeof appendToOutbox>[0], name: string) =>
  tx.insert(LeaseTable, { name, token: 1, expiresAt: '' });

const service: Service = {
  name: 'bare',
  port: 0,
  storage: bareStorage,
  schema: buildSubgraph(
    parse(`${sharedSdl} extend type Mutation {
      tell: Boolean @access(roles: [PUBLIC])
      refuse: EventFlowRefusal @access(roles: [PUBLIC])
    }`),
    [
      {
        Mutation: {
          tell: async (_: unknown, __: unknown, { db }: Context) => {
            await transaction(db, (tx) => appendToOutbox(tx, [effective('dec_told')], now));
            return true;
          },
          refuse: () => ({ __typename: 'EventFlowRefusal', code: 'SEQUENCE_INVALID', rule: 'OVR-2' }),
        },
      },
    ],
  ),
  consumer: {
    name: 'bare',
    subscriptions: [on(decisionEffective, async (tx, { id }) => void (await done(tx, id)))],
  },
  timers: { window: async (tx, { subject }) => void (await done(tx, subject)) },
};

const { start, url, logged } = serviceOnFile(service);

async function eventually(holds: () => Promise<boolean>) {
  for (let tries = 0; !(await holds()) && tries < 600; tries++) await wait(50);
  expect(await holds()).toBe(true);
}

test('what fell due, had come in or was not told when it stopped is done after the next start', async () => {
  const stopped = await openDatabase(url(), bareStorage);
  await transaction(stopped, async (tx) => {
    await setTimer(tx, { name: 'window', subject: 'due', rule: null, startedAt: now, dueAt: now });
    await appendToOutbox(tx, [effective('dec_untold')], now);
    const { id: eventId, subject, sequence, ...rest } = anEnvelope(effective('dec_unhandled'));
    const envelope = { id: eventId, subject, sequence, ...rest };
    const row = { consumer: 'bare', eventId, subject, sequence, state: 'WAITING', envelope, error: null };
    await tx.insert(InboxTable, row as never);
  });
  await stopped.close();

  const { db } = await start();

  await eventually(async () => (await db.read.countBy(LeaseTable, { token: 1 })) >= 3);
  await eventually(async () => (await db.read.findOneByOrFail(OutboxTable, {})).publishedAt !== null);
  const names = (await db.read.find(LeaseTable)).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['due', 'evt_dec_unhandled_1']));
});

test("what a request tells carries the request's trace", async () => {
  const { url: address, db } = await start();

  const response = await fetch(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    },
    body: JSON.stringify({ query: 'mutation { tell }' }),
  });

  expect(await response.json()).toEqual({ data: { tell: true } });
  expect((await db.read.findOneByOrFail(OutboxTable, {})).traceparent).toMatch(
    /^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/,
  );
});

test('what flows, stands still, fails and is refused is measured', async () => {
  let brokerIsThere = true;
  const { url: address, db } = await start(0, {
    ...createEmbeddedDelivery(),
    publisherFor: async () => ({
      open: () => true,
      laneOf: (subject) => subject,
      send: async () => {
        if (!brokerIsThere) throw new Error('No broker');
      },
    }),
    lag: async () => new Map([['anju.governance.events', 7]]),
  });
  const ask = (query: string) =>
    fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
  const metrics = async () => (await fetch(new URL('/metrics', address))).text();
  const measured = async (line: RegExp) => line.test(await metrics());

  await ask('mutation { tell }');
  await eventually(() => measured(/^anju_publish_seconds_count.* 1$/m));
  brokerIsThere = false;
  await ask('mutation { tell }');
  await eventually(() => measured(/^anju_publish_failures_total.* [1-9]/m));

  const { consumer } = service;
  const untrue = { ...effective('dec_untrue'), data: { decisionId: 'dec_untrue' } } as never;
  await receive(db, consumer, { ...anEnvelope(effective('dec_1')), id: newId('evt') }, () => now);
  expect(await receive(db, consumer, anEnvelope(untrue), () => now)).toBe('PARKED');
  expect(await receive(db, consumer, anEnvelope(effective('dec_late'), { sequence: 2 }), () => now)).toBe(
    'WAITING',
  );
  await ask('mutation { refuse { message } }');
  let first = true;
  await transaction(db, async () => {
    if (first) throw ((first = false), new Conflict('once'));
  });

  const said = await metrics();
  for (const line of [
    'anju_outbox_events{service="bare"} 1',
    'anju_handling_seconds_count{service="bare"} 1',
    'anju_event_delay_seconds_bucket{le="15",service="bare"} 1',
    'anju_inbox_parked_keys{service="bare"} 1',
    'anju_inbox_held_keys{service="bare"} 1',
    'anju_consumer_lag_events{topic="anju.governance.events",service="bare"} 7',
    'anju_transaction_retries_total{service="bare"} 1',
    'anju_refusals_total{code="SEQUENCE_INVALID",rule="OVR-2",service="bare"} 1',
  ])
    expect(said).toContain(line);
  const [, seconds] = /^anju_outbox_oldest_seconds.* (\S+)$/m.exec(said) ?? [];
  expect(Number(seconds)).toBeGreaterThan(0);
});

test('where its database does not answer, what stands in it is absent from what is measured, and all else is there', async () => {
  const { url: address, db } = await start(0, {
    ...createEmbeddedDelivery(),
    lag: async () => new Map([['anju.governance.events', 7]]),
  });
  const measured = async () => (await fetch(new URL('/metrics', address))).text();
  const ofDatabase = [
    'anju_outbox_events',
    'anju_outbox_oldest_seconds',
    'anju_inbox_parked_keys',
    'anju_inbox_refused_records',
    'anju_inbox_held_keys',
  ];
  const there = async () => {
    const said = await measured();
    expect(said).toContain('anju_consumer_lag_events{topic="anju.governance.events",service="bare"} 7');
    expect(said).toContain('anju_transaction_retries_total{service="bare"} 0');
    return ofDatabase.filter((name) => said.includes(`${name}{`));
  };
  expect(await there()).toEqual(ofDatabase);

  const find = jest
    .spyOn(db.read, 'countBy')
    .mockRejectedValue(new Error('connect ECONNREFUSED db.city:3306'));
  expect(await there()).toEqual([]);
  // It hangs: whoever measures gives up after ten seconds.
  find.mockImplementation(() => new Promise(() => {}));
  const since = performance.now();
  expect(await there()).toEqual([]);
  expect(performance.now() - since).toBeLessThan(5_000);

  find.mockRestore();
  expect(await there()).toEqual(ofDatabase);
});

test('a second one on the same data is refused, and the first goes on', async () => {
  const first = await start();

  await expect(start()).rejects.toThrow(DatabaseInUse);
  expect(await (await fetch(new URL('/readyz', first.url))).json()).toMatchObject({ status: 'ok' });
});

test('it is ready while its database answers, and says what does not', async () => {
  let ping = async () => undefined as void;
  const { url: address, db } = await start(0, { ...createEmbeddedDelivery(), ping: () => ping() });
  const ready = async () => {
    const response = await fetch(new URL('/readyz', address));
    return [response.status, await response.json()];
  };
  expect(await ready()).toEqual([200, { status: 'ok', database: 'ok', broker: 'ok' }]);

  ping = () => Promise.reject(new Error('No broker'));
  expect(await ready()).toEqual([200, { status: 'in part', database: 'ok', broker: 'no answer' }]);
  ping = () => new Promise(() => {});
  expect(await ready()).toEqual([200, { status: 'in part', database: 'ok', broker: 'no answer' }]);

  ping = async () => undefined;
  jest.spyOn(db.read, 'query').mockRejectedValue(new Error('connect ECONNREFUSED db.city:3306'));
  expect(await ready()).toEqual([503, { status: 'not ready', database: 'no answer', broker: 'ok' }]);
  // Its hosts are for the log alone.
  expect(logged().join()).toContain('db.city:3306');
});

test('a broker that answers and has not the topics it should have is not called well, once people are at work', async () => {
  let pings = 0;
  let made = false;
  const embedded = createEmbeddedDelivery();
  const { url: address } = await start(0, {
    ...embedded,
    ping: async () => {
      if (++pings < 2) throw new Error('connect ECONNREFUSED');
    },
    publisherFor: async (name) => {
      if (!made) throw new Mendable('There is no topic anju.bare.events');
      return embedded.publisherFor(name);
    },
  });
  const says = async (whole: object) => {
    const response = await fetch(new URL('/readyz', address));
    return response.status === 200 && (await response.text()) === JSON.stringify(whole);
  };
  await eventually(() => says({ status: 'in part', database: 'ok', broker: 'topics not as declared' }));

  made = true;
  await eventually(() => says({ status: 'ok', database: 'ok', broker: 'ok' }));
});

test('what is silent, and timers that cannot be read, are told once in a line each, however often they are asked', async () => {
  const ping = () => Promise.reject(new Error('No broker'));
  const { url: address, db, stop } = await start(0, { ...createEmbeddedDelivery(), ping });
  let looked = 0;
  const find = jest.spyOn(db.read, 'find').mockImplementation(async () => {
    looked++;
    throw new Error('connect ECONNREFUSED db.city:3306');
  });
  for (let times = 0; times < 3; times++) await fetch(new URL('/readyz', address));
  await eventually(async () => looked >= 3);
  find.mockRestore();
  await stop();

  const lines = logged().map((line) => JSON.parse(line));
  const silent = lines.filter(({ part }) => part === 'broker');
  expect(silent).toMatchObject([{ msg: 'no answer', reason: 'Error: No broker' }]);
  const unread = lines.filter(({ msg }) => msg === 'timers not read');
  expect(unread).toMatchObject([{ reason: 'Error: connect ECONNREFUSED db.city:3306' }]);
  expect(logged().join()).not.toContain('stack');
});

test('it says that its database is full while that keeps something from being written, and can be read', async () => {
  const { url: address, db } = await start();
  const ready = async () => {
    const response = await fetch(new URL('/readyz', address));
    return [response.status, await response.json()];
  };
  const tell = () =>
    transaction(db, async (tx) => {
      for (let i = 0; i < 100; i++) await appendToOutbox(tx, [effective(`dec_${newId('dec')}`)], now);
    });
  await limitPages(db, 1);
  await expect(tell()).rejects.toThrow('full');
  expect(await ready()).toEqual([200, { status: 'in part', database: 'no room', broker: 'ok' }]);

  await limitPages(db, null);
  await tell();
  // After a while in which nothing failed.
  const later = performance.now() + 5_001;
  const clock = jest.spyOn(performance, 'now').mockReturnValue(later);
  expect(await ready()).toEqual([200, { status: 'ok', database: 'ok', broker: 'ok' }]);
  clock.mockRestore();
});

test('a broker that is away when it starts keeps nobody from deciding, and is told once it is there', async () => {
  let there = false;
  const ping = async () => {
    if (!there) throw new Error('connect ECONNREFUSED');
  };
  const { url: address, db } = await start(0, { ...createEmbeddedDelivery(), ping });
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'mutation { tell }' }),
  });
  expect(await response.json()).toEqual({ data: { tell: true } });
  expect(await db.read.countBy(OutboxTable, { publishedAt: IsNull() })).toBe(1);

  there = true;
  await eventually(async () => (await db.read.countBy(OutboxTable, { publishedAt: IsNull() })) === 0);
});

test('a broker that has not what it should have is a fault at the start', async () => {
  const publisherFor = () => Promise.reject(new Mendable('There is no topic'));
  await expect(start(0, { ...createEmbeddedDelivery(), publisherFor })).rejects.toThrow('There is no topic');
});

test('alone it is ready and lacks nothing, with no broker', async () => {
  const { url: address } = await start(0, noDelivery);
  const response = await fetch(new URL('/readyz', address));
  expect(await response.json()).toEqual({ status: 'ok', database: 'ok', broker: 'none' });
});

test('one that cannot start lets go of its data', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as { port: number };

  await expect(start(port)).rejects.toThrow(String(port));
  await new Promise((resolve) => taken.close(resolve));
  await start(port);
});
