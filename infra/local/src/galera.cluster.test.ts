import { setTimeout as wait } from 'node:timers/promises';
import { IndexIdempotency0001001700000001001 } from '@anju/runtime/index-idempotency-migration';
import { LeaseTable } from '@anju/runtime/lease';
import { CreateMessaging0001700000000001 } from '@anju/runtime/messaging-migration';
import { KeepPersonalDataKey0001001700000001002 } from '@anju/runtime/personal-data-key-migration';
import { createLog } from '@anju/runtime/request-log';
import { surroundingsFrom } from '@anju/runtime/run-service';
import { type RunningService, type Service, startService } from '@anju/runtime/service';
import { transaction } from '@anju/runtime/transaction';
import { buildSchema } from 'graphql';
import { type Connection, createConnection } from 'mysql2/promise';
import { openOwnEngines } from './own-engines';

const { folder, engines, noted, remove } = openOwnEngines();

/** The smallest there is: what is asked here is what the runtime makes of a cluster. */
const service: Service = {
  name: 'governance',
  port: 0,
  schema: buildSchema('type Query { isThere: Boolean }'),
  storage: {
    tables: [],
    migrations: [
      CreateMessaging0001700000000001,
      IndexIdempotency0001001700000001001,
      KeepPersonalDataKey0001001700000001002,
    ],
    appendOnly: [],
  },
  consumer: { name: 'governance', subscriptions: [] },
  timers: {},
};

const running: RunningService[] = [];
const connections: Connection[] = [];
afterAll(async () => {
  await Promise.all(connections.map((each) => each.end()));
  await Promise.all(running.map(({ stop }) => stop()));
  remove();
});

async function startOn(...addresses: string[]): Promise<RunningService> {
  const env = {
    ANJU_DATA: folder,
    DATABASE_URL: `mariadb://root@${addresses.join(',')}/anju_governance`,
    PORT: '0',
  };
  const started = await startService(
    service,
    await surroundingsFrom(service, env, createLog('governance', 'silent')),
  );
  running.push(started);
  return started;
}

async function readyz({ url }: RunningService) {
  const response = await fetch(new URL('/readyz', url));
  return [response.status, ((await response.json()) as { database: string }).database];
}

async function eventually<T>(look: () => Promise<T>, expected: T) {
  for (let tries = 0; tries < 600; tries++) {
    if (JSON.stringify(await look()) === JSON.stringify(expected)) return;
    await wait(100);
  }
  expect(await look()).toEqual(expected);
}

test('of a node outside of its cluster a service is not ready, and one that may goes on to another node', async () => {
  const up = engines('up', '--kafka', '0', '--mariadb', '3');
  expect(up).toEqual({ said: expect.anything(), status: 0 });
  const addresses: string[] = noted().mariadb.map(({ sql }: { sql: number }) => `127.0.0.1:${sql}`);
  const [first, second] = await Promise.all(
    addresses.slice(0, 2).map((each) => createConnection(`mariadb://root@${each}/anju_governance`)),
  );
  connections.push(first!, second!);
  const bound = await startOn(addresses[0]!);
  const free = await startOn(...addresses);
  expect([await readyz(bound), await readyz(free)]).toEqual([
    [200, 'ok'],
    [200, 'ok'],
  ]);

  // Whoever allows them reads tables there as they were.
  await first!.query('SET GLOBAL wsrep_dirty_reads = ON');
  await first!.query("SET GLOBAL wsrep_provider_options = 'gmcast.isolate=1'");
  const leftBehind = async (): Promise<unknown> => (await first!.query("SHOW STATUS LIKE 'wsrep_ready'"))[0];
  await eventually(leftBehind, [{ Variable_name: 'wsrep_ready', Value: 'OFF' }]);
  const dirty = await createConnection(`mariadb://root@${addresses[0]}/anju_governance`);
  connections.push(dirty);
  expect((await dirty.query('SELECT 1'))[0]).toEqual([{ 1: 1 }]);
  expect((await dirty.query('SELECT COUNT(*) AS migrations FROM migrations'))[0]).toEqual([
    { migrations: service.storage.migrations.length },
  ]);
  // More often than it may have connections of before.
  for (let times = 0; times < 20; times++) expect(await readyz(bound)).toEqual([503, 'no answer']);

  await eventually(() => readyz(free), [200, 'ok']);
  await transaction(free.db, (tx) => tx.insert(LeaseTable, { name: 'meanwhile', token: 1, expiresAt: '' }));
  expect((await second!.query("SELECT token FROM lease WHERE name = 'meanwhile'"))[0]).toEqual([
    { token: 1 },
  ]);

  await first!.query("SET GLOBAL wsrep_provider_options = 'gmcast.isolate=0'");
  await eventually(() => readyz(bound), [200, 'ok']);
  expect(await bound.db.read.existsBy(LeaseTable, { name: 'meanwhile' })).toBe(true);
});
