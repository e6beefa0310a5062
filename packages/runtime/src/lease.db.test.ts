import { addSeconds, type Instant } from '@anju/values/time';
import { giveBackLease, LeaseTable, takeLease } from './lease';
import { bareStorage } from './testing/bare-service';
import { testDatabase } from './testing/test-database';
import { transaction } from './transaction';

const database = testDatabase(bareStorage);
const start: Instant = '2022-09-20T10:00:00.000Z';

const take = (now: Instant) => transaction(database(), (tx) => takeLease(tx, 'relay', now));
const giveBack = (token: number) =>
  transaction(database(), (tx) => giveBackLease(tx, { name: 'relay', token }));

test('of many that want a lease at once one gets it', async () => {
  const taken = await Promise.all(Array.from({ length: 10 }, () => take(start)));

  expect(taken.filter(Boolean)).toMatchObject([{ name: 'relay', token: 1 }]);
});

test('a second owner takes it when it has run out, and not a millisecond before', async () => {
  await take(start);

  expect(await take(addSeconds(start, 9.999))).toBeNull();
  expect(await take(addSeconds(start, 10))).toMatchObject({ token: 2 });
});

test('given back it is free at once, and each who takes it has a token of its own', async () => {
  await take(start);
  expect(await giveBack(1)).toBe(true);

  expect(await take(start)).toMatchObject({ token: 2 });
});

test('who came too late is fenced off, and takes nothing away from the next owner', async () => {
  await take(start);
  await take(addSeconds(start, 10));

  expect(await giveBack(1)).toBe(false);
  expect(await take(addSeconds(start, 11))).toBeNull();
  expect(await giveBack(2)).toBe(true);
});

test('who ran out while nobody else came may still finish', async () => {
  await take(start);

  expect(await giveBack(1)).toBe(true);
});

test('leases of other names stand apart', async () => {
  await take(start);

  const other = await transaction(database(), (tx) => takeLease(tx, 'timers', start));

  expect(other).toMatchObject({ name: 'timers', token: 1 });
  expect(await database().read.count(LeaseTable)).toBe(2);
});
