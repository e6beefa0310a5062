import { setTimeout as wait } from 'node:timers/promises';
import { decisionEffective } from '@anju/events/governance';
import { parse } from 'graphql';
import { on } from './consumer';
import type { Delivery } from './delivery';
import { createEmbeddedDelivery } from './embedded-delivery';
import { buildSubgraph, sharedSdl } from './subgraph';
import { bareStorage } from './testing/bare-service';
import { serviceOnFile } from './testing/service-on-file';

const { start, logged } = serviceOnFile({
  name: 'bare',
  port: 0,
  storage: bareStorage,
  schema: buildSubgraph(parse(sharedSdl), []),
  consumer: { name: 'bare', subscriptions: [on(decisionEffective, async () => {})] },
  timers: {},
});

/** Its listener takes this long to stop. */
const delivery = (stops: () => Promise<void>): Delivery => ({
  ...createEmbeddedDelivery(),
  subscribe: async () => ({ stop: stops }),
});

test('it waits for what goes on, and closes its database after that', async () => {
  let open: boolean | undefined;
  const { db, stop } = await start(
    0,
    delivery(async () => {
      await wait(200);
      open = db.read.connection.isInitialized;
    }),
  );
  await stop();
  expect([open, db.read.connection.isInitialized, logged()]).toEqual([true, false, []]);
});

test.each([
  ['hangs', () => new Promise<void>(() => {}), 'did not stop in time'],
  ['fails', () => Promise.reject(new Error('No broker')), 'not stopped'],
])('it is gone in time where what it listens by %s, and has let go of its data', async (_, stops, says) => {
  const { stop } = await start(0, delivery(stops), 500);
  const before = Date.now();
  await stop();
  expect(Date.now() - before).toBeLessThan(1_000);
  expect(logged().join()).toContain(says);
  await start();
});

test('it is gone in time where its database hangs', async () => {
  const { db, stop } = await start(0, createEmbeddedDelivery(), 500);
  const close = jest.spyOn(db, 'close').mockImplementation(() => new Promise(() => {}));
  const before = Date.now();
  await stop();
  expect(Date.now() - before).toBeLessThan(1_000);
  close.mockRestore();
  await db.close();
});
