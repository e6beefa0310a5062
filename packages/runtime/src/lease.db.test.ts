import { addSeconds, type Instant, systemClock } from '@anju/values/time';
import { giveBackLease, LeaseTable, renewLease, takeLease } from './lease';
import { bareStorage } from './testing/bare-service';
import { testDatabase } from './testing/test-database';
import { transaction } from './transaction';

const database = testDatabase(bareStorage);

const take = (name = 'relay-1') => takeLease(database(), name);
const renew = (token: number) => transaction(database(), (tx) => renewLease(tx, { name: 'relay-1', token }));
const giveBack = (token: number) =>
  transaction(database(), (tx) => giveBackLease(tx, { name: 'relay-1', token }));

const endOf = async () => (await database().read.findOneByOrFail(LeaseTable, { name: 'relay-1' })).expiresAt;
const setEnd = (expiresAt: Instant) =>
  transaction(database(), (tx) => tx.update(LeaseTable, { name: 'relay-1' }, { expiresAt }));
const runOut = () => setEnd(addSeconds(systemClock(), -0.001));

test('of many that want a lease at once one gets it', async () => {
  const taken = await Promise.all(Array.from({ length: 10 }, () => take()));

  expect(taken.filter(Boolean)).toMatchObject([{ name: 'relay-1', token: 1 }]);
});

test("it lasts ten seconds from now, by the database's clock", async () => {
  const before = systemClock();
  await take();

  const left = Date.parse(await endOf()) - Date.parse(before);
  // Engine and test are on one machine; what a busy one needs in between comes on top.
  expect(left).toBeGreaterThanOrEqual(9_999);
  expect(await endOf()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('a second owner takes it when it has run out, and not before', async () => {
  await take();
  expect(await take()).toBeNull();

  await runOut();
  expect(await take()).toMatchObject({ token: 2 });
});

test('renewed it lasts as long again', async () => {
  await take();
  await setEnd(addSeconds(systemClock(), 1));
  const soon = await endOf();

  expect(await renew(1)).toBe(true);
  expect((await endOf()) > soon).toBe(true);
});

test('given back it is free at once, and each who takes it has a token of its own', async () => {
  await take();
  expect(await giveBack(1)).toBe(true);

  expect(await take()).toMatchObject({ token: 2 });
});

test('who came too late is fenced off, and takes nothing away from the next owner', async () => {
  await take();
  await runOut();
  await take();

  expect(await giveBack(1)).toBe(false);
  expect(await renew(1)).toBe(false);
  expect(await take()).toBeNull();
  expect(await giveBack(2)).toBe(true);
});

test('who ran out while nobody else came may still finish', async () => {
  await take();
  await runOut();

  expect(await renew(1)).toBe(true);
  expect(await giveBack(1)).toBe(true);
});

test('what was given back is not renewed by a renewal that was under way', async () => {
  await take();
  await giveBack(1);

  expect(await renew(1)).toBe(false);
  expect(await take()).toMatchObject({ token: 2 });
});

test('leases of other names stand apart', async () => {
  await take();

  expect(await take('timers')).toMatchObject({ name: 'timers', token: 1 });
  expect(await database().read.count(LeaseTable)).toBe(2);
});
