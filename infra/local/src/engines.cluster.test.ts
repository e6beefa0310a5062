import { existsSync } from 'node:fs';
import { createConnection } from 'mysql2/promise';
import { topics } from '@anju/runtime/topics';
import { Kafka, logLevel } from 'kafkajs';
import { freePort } from '../engines/free-port.mjs';
import { openOwnEngines } from './own-engines';

const { engines, noted, partOf, remove } = openOwnEngines();

afterAll(remove);

test('three brokers and three nodes come up, go on without one, take it back, and leave nothing behind', async () => {
  expect(engines('up', '--kafka', '3', '--mariadb', '3')).toMatchObject({ status: 0 });
  const { folder: data, kafka } = noted();

  const brokers = kafka.map(({ client }: { client: number }) => `127.0.0.1:${client}`);
  const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const found = await admin.fetchTopicMetadata({ topics: Object.keys(topics) });
  for (const { partitions } of found.topics)
    for (const { replicas } of partitions) expect(replicas).toHaveLength(3);

  const first = partOf('MariaDB node 1');
  const asService = Object.assign(new URL(`${first.address}/anju_governance`), {
    username: 'governance',
    password: 'governance',
  });
  const service = await createConnection(asService.href);
  // As a service makes its tables, with no more rights than it has.
  await service.query('CREATE TABLE kept (id INT PRIMARY KEY)');
  await service.query(
    "CREATE TRIGGER kept BEFORE DELETE ON kept FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'kept'",
  );
  await service.end();
  const connection = await createConnection(`${first.address}/anju_governance`);
  await connection.query('CREATE TABLE survives (id INT PRIMARY KEY)');
  for (const name of ['Kafka broker 2', 'MariaDB node 2']) process.kill(partOf(name).pid, 'SIGKILL');
  await connection.query('INSERT INTO survives VALUES (1)');
  await connection.end();
  const producer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).producer();
  await producer.connect();
  for (const partition of [0, 1, 2])
    await producer.send({ topic: 'anju.funding.events', acks: -1, messages: [{ partition, value: 'kept' }] });
  await producer.disconnect();
  expect(engines('status')).toMatchObject({ status: 1 });
  expect(partOf('MariaDB node 2').state).toBe('is dead');

  expect(engines('up')).toMatchObject({ status: 0 });
  const back = await createConnection(`${partOf('MariaDB node 2').address}/anju_governance`);
  expect(await back.query('SELECT id FROM survives').then(([rows]) => rows)).toEqual([{ id: 1 }]);
  await back.end();
  const ends = await admin.fetchTopicOffsets('anju.funding.events');
  expect(ends.map(({ high }) => high)).toEqual(['1', '1', '1']);
  await admin.disconnect();

  const ports = [...noted().kafka, ...noted().mariadb].flatMap((each) => Object.values<number>(each));
  expect(engines('down')).toMatchObject({ status: 0 });
  expect(existsSync(data)).toBe(false);
  for (const port of ports) expect(await freePort(port)).toBe(port);
});
