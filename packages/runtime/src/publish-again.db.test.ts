import { IsNull } from 'typeorm';
import { appendToOutbox, OutboxTable } from './outbox';
import { publishAgain } from './publish-again';
import { publishPending } from './relay';
import { bareStorage, effective } from './testing/bare-service';
import { testDatabase } from './testing/test-database';
import { transaction } from './transaction';

const database = testDatabase(bareStorage);

const tell = (...ids: `dec_${string}`[]) =>
  transaction(database(), (tx) => appendToOutbox(tx, ids.map(effective), '2022-09-20T10:00:00.000Z'));

let sent: string[];
const publish = () =>
  publishPending(database(), {
    open: () => true,
    laneOf: (subject) => subject,
    send: async (events) => void sent.push(...events.map(({ id }) => id)),
  });
const rows = () => database().read.find(OutboxTable, { order: { subject: 'ASC', sequence: 'ASC' } });

beforeEach(async () => {
  sent = [];
  await tell('dec_1', 'dec_1', 'dec_1', 'dec_2');
  await publish();
  sent = [];
});

test('one aggregate is told again from a place on, with the ids it had, in order', async () => {
  const [, second, third] = await rows();
  expect(await publishAgain(database(), { subject: 'dec_1', fromSequence: 2 })).toBe(2);
  expect(await publish()).toBe(2);
  expect(sent).toEqual([second!.id, third!.id]);
});

test('all is told again, what was not told yet with it, and nothing twice', async () => {
  await tell('dec_2');
  expect(await publishAgain(database(), { subject: null, fromSequence: 1 })).toBe(4);
  expect(await publish()).toBe(5);
  expect(sent.toSorted()).toEqual((await rows()).map(({ id }) => id).toSorted());
  expect(await database().read.countBy(OutboxTable, { publishedAt: IsNull() })).toBe(0);
});

test('more than a page is told again', async () => {
  await tell(...Array.from({ length: 1_200 }, (_, i) => `dec_many_${i}` as const));
  await publish();
  sent = [];
  expect(await publishAgain(database(), { subject: null, fromSequence: 1 })).toBe(1_204);
  await publish();
  expect(new Set(sent).size).toBe(1_204);
});

test('of what is not there nothing is told', async () => {
  expect(await publishAgain(database(), { subject: 'dec_9', fromSequence: 1 })).toBe(0);
  expect(await publishAgain(database(), { subject: 'dec_1', fromSequence: 4 })).toBe(0);
});
