import { setTimeout as wait } from 'node:timers/promises';
import { decisionEffective } from '@anju/events/governance';
import type { Envelope } from '@anju/events/define-event';
import { EntityManager } from 'typeorm';
import { on } from './consumer';
import { dropWithoutEffect, forgetRefused } from './drop-key';
import { receive } from './inbox';
import { InboxTable } from './inbox.table';
import { bareStorage, effective } from './testing/bare-service';
import { anEnvelope } from './testing/envelope';
import { holdAt } from './testing/hold-at';
import { engine, testDatabase } from './testing/test-database';
import { transaction } from './transaction';

const database = testDatabase(bareStorage);
const clock = () => '2022-09-20T10:00:00.000Z' as const;

let effects: string[];
let poison: string | null;
beforeEach(() => {
  effects = [];
  poison = null;
});
const consumer = {
  name: 'tester',
  subscriptions: [
    on(decisionEffective, async (_, { id }) => {
      if (id === poison) throw new Error('cannot digest this');
      effects.push(id);
    }),
  ],
};

const take = (sequence: number, differing: Partial<Envelope> = {}) => {
  const envelope = anEnvelope(effective('dec_1'), { subject: 'dec_1', sequence, ...differing });
  return receive(database(), consumer, envelope, clock);
};
const type = 'governance.whatever.v1';
const takeUnknown = (sequence: number) => take(sequence, { id: `evt_forged_${sequence}`, type });
const drop = (dryRun = false) =>
  transaction(database(), (tx) => dropWithoutEffect(tx, consumer, 'dec_1', dryRun));
const line = async () =>
  (await database().read.find(InboxTable, { order: { sequence: 'ASC' } })).map(({ eventId, state }) => [
    eventId,
    state,
  ]);
const forged = (sequence: number) => ({ eventId: `evt_forged_${sequence}`, sequence, type });

test('what had no effect, of a type nobody here knows, makes way for what its speaker told', async () => {
  await take(1);
  expect(await takeUnknown(2)).toBe('HANDLED');
  expect(await drop()).toBeNull();
  expect(await take(2)).toBe('REFUSED');

  const dropped = { events: [forged(2)], fromSequence: 2 };
  expect(await drop(true)).toEqual(dropped);
  expect(await take(2)).toBe('DUPLICATE');
  expect(await drop()).toEqual(dropped);
  expect(await take(2)).toBe('HANDLED');
  expect(await take(3)).toBe('HANDLED');
  expect(effects).toEqual(['evt_dec_1_1', 'evt_dec_1_2', 'evt_dec_1_3']);
  expect(await drop()).toBeNull();
});

test('so does what is behind it and had no effect either, or stands still', async () => {
  await takeUnknown(1);
  expect(await take(1)).toBe('REFUSED');
  await takeUnknown(2);
  poison = 'evt_dec_1_3';
  expect(await take(3)).toBe('PARKED');
  expect(await take(4)).toBe('WAITING');
  poison = null;

  expect(await drop()).toMatchObject({
    events: [forged(1), forged(2), { sequence: 3 }, { sequence: 4 }],
    fromSequence: 1,
  });
  for (const place of [1, 2, 3, 4]) expect(await take(place)).toBe('HANDLED');
  expect(effects).toEqual([1, 2, 3, 4].map((place) => `evt_dec_1_${place}`));
});

test('a refused record that was dropped first comes again, and takes its place all the same', async () => {
  await takeUnknown(1);
  await take(1);
  await transaction(database(), (tx) => forgetRefused(tx, consumer, 'evt_dec_1_1', false));
  expect(await take(1)).toBe('REFUSED');

  expect(await drop()).toEqual({ events: [forged(1)], fromSequence: 1 });
  expect(await take(1)).toBe('HANDLED');
});

test('what had an effect never makes way, nor what is before it, since the line would be out of order', async () => {
  await takeUnknown(1);
  expect(await take(1)).toBe('REFUSED');
  await take(2);
  expect(await take(2, { id: 'evt_other' })).toBe('REFUSED');
  const before = await line();

  expect(await drop()).toBeNull();
  expect(await line()).toEqual(before);
  expect(await take(3)).toBe('HANDLED');
});

test('a database that is full is no conflict: it is said, and not tried again and again', async () => {
  await takeUnknown(1);
  await take(1);
  const full = Object.assign(new Error('no room left'), { code: 'SQLITE_FULL', errno: 1114 });
  jest.spyOn(EntityManager.prototype, 'insert').mockRejectedValueOnce(full);

  await expect(drop()).rejects.toThrow('no room left');
  expect(await drop()).toMatchObject({ fromSequence: 1 });
});

if (engine === 'mariadb') {
  /** The next event, which waits before the first such statement until it is let in. */
  const holdNext = async (isDoor: RegExp) => {
    let met = false;
    const door = holdAt(database(), (sql) => isDoor.test(sql) && !met && (met = true), 1);
    const came = take(2);
    await door.there;
    return { came, letIn: door.letIn };
  };

  test('an event that is about to be handled does not follow what is dropped meanwhile', async () => {
    await takeUnknown(1);
    await take(1);
    const { came, letIn } = await holdNext(/^INSERT INTO `inbox`/);
    expect(await drop()).toMatchObject({ fromSequence: 1 });
    letIn();

    expect(await came).toBe('WAITING');
    expect(await take(1)).toBe('HANDLED');
    expect(effects).toEqual(['evt_dec_1_1', 'evt_dec_1_2']);
  });

  test('nothing is dropped from under an event that is being handled', async () => {
    await takeUnknown(1);
    await take(1);
    const { came, letIn } = await holdNext(/^SELECT MAX/);
    const dropped = drop();
    await wait(300);
    letIn();

    expect([await came, await dropped, effects]).toEqual(['HANDLED', null, ['evt_dec_1_2']]);
  });
}
