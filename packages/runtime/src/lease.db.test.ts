import { addSeconds, type Instant, systemClock } from '@anju/values/time';
import { IsNull, Not } from 'typeorm';
import { giveBackLease, LeaseTable, markWithLease, renewLease, takeLease } from './lease';
import { appendToOutbox, OutboxTable } from './outbox';
import { bareStorage, effective } from './testing/bare-service';
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

describe('events are marked by one statement with the lease, on MariaDB', () => {
  const fill = (count: number) =>
    transaction(database(), (tx) =>
      appendToOutbox(
        tx,
        Array.from({ length: count }, (_, i) => effective(`dec_${i}`)),
        '2022-07-18T02:00:00.000Z',
      ),
    );
  const ids = async () =>
    (await database().read.find(OutboxTable, { order: { id: 'ASC' } })).map(({ id }) => id);
  const mark = (eventIds: readonly string[], { token = 1, goOn = true } = {}) =>
    transaction(
      database(),
      (tx) => markWithLease(tx, { name: 'relay-1', token }, { eventIds, at: systemClock(), goOn }),
      { apart: true },
    );
  const marked = () => database().read.countBy(OutboxTable, { publishedAt: Not(IsNull()) });

  test('none by who lost it or gave it back', async () => {
    if (database().kind === 'sqlite') return;
    await fill(3);
    const [first, ...others] = await ids();
    await take();
    expect(await mark([first!])).toBe(true);
    await runOut();
    await take();
    expect(await mark(others)).toBe(false);
    expect(await marked()).toBe(1);
    expect(await mark([others[0]!], { token: 2, goOn: false })).toBe(true);
    expect(await mark([others[1]!], { token: 2 })).toBe(false);
    expect(await marked()).toBe(2);
    expect(await take()).toMatchObject({ token: 3 });
  });

  test('and without waiting for a command that has not committed what it tells', async () => {
    if (database().kind === 'sqlite') return;
    await fill(600);
    const all = await ids();
    await take();
    let told!: () => void;
    const telling = new Promise<void>((resolve) => (told = resolve));
    let end!: () => void;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const underWay = transaction(database(), async (tx) => {
      await appendToOutbox(tx, [effective('dec_late')], '2022-07-18T02:00:00.000Z');
      told();
      await ended;
    });
    await telling;
    // It would wait here until that command ends, and that waits for this.
    expect(await mark(all)).toBe(true);
    expect(await marked()).toBe(600);
    end();
    await underWay;
  });
});
