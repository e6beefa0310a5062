import { decisionEffective } from '@anju/events/governance';
import type { Envelope } from '@anju/events/define-event';
import { z } from 'zod';
import type { Consumer } from './consumer';
import { dropWithoutEffect, forgetRefused } from './drop-key';
import { receive, replay, resume } from './inbox';
import { InboxTable } from './inbox.table';
import { bareStorage, effective } from './testing/bare-service';
import { anEnvelope } from './testing/envelope';
import { engine, ownDatabase } from './testing/test-database';
import { transaction } from './transaction';

const database = ownDatabase(bareStorage);
const clock = () => '2022-09-20T10:00:00.000Z' as const;

/** By event, what its handler throws. */
let faults: Map<string, Error>;
let effects: string[];
beforeEach(() => {
  faults = new Map();
  effects = [];
});

const data = z.object({ decisionId: z.string(), units: z.array(z.object({ id: z.string() })).optional() });
const consumer: Consumer = {
  name: 'tester',
  subscriptions: [
    {
      contract: { ...decisionEffective, data },
      handle: async (_, { id }) => {
        if (faults.has(id)) throw faults.get(id)!;
        effects.push(id);
      },
    },
  ],
};

const event = (subject: `dec_${string}`, sequence: number, differing: Partial<Envelope> = {}) =>
  anEnvelope(effective(subject), { subject, sequence, ...differing });
const take = (envelope: Envelope) => receive(database(), consumer, envelope, clock);
const expectNone = (error: unknown) => {
  throw error;
};
const reasons = async (state: 'PARKED' | 'REFUSED') =>
  Object.fromEntries(
    (await database().read.findBy(InboxTable, { state })).map(({ eventId, error }) => [eventId, error!]),
  );

test('a reason longer than any column takes parks its key, cut, while others flow and a restart works', async () => {
  const units = Array.from({ length: 1_500 }, (_, i) => ({ id: i }));
  expect(await take(event('dec_1', 1, { data: { decisionId: 'dec_1', units } }))).toBe('PARKED');
  expect(await take(event('dec_2', 1))).toBe('HANDLED');
  expect(await take(event('dec_1', 2))).toBe('WAITING');
  await resume(database(), consumer, clock, expectNone);

  const { evt_dec_1_1: reason } = await reasons('PARKED');
  expect(reason).toMatch(/^Error: 内容与约定不符.*data\.units\.0\.id: .*…$/);
  expect(reason).toHaveLength(2_000);
  expect(await replay(database(), consumer, 'dec_1', clock)).toBe('STILL_PARKED');
  const dropped = await transaction(database(), (tx) => dropWithoutEffect(tx, consumer, 'dec_1', false));
  expect(dropped).toMatchObject({ events: [{ eventId: 'evt_dec_1_1' }], fromSequence: 1 });
  expect(await take(event('dec_1', 1))).toBe('HANDLED');
  expect(effects).toEqual(['evt_dec_2_1', 'evt_dec_1_1', 'evt_dec_1_2']);
});

test('a reason with what databases refuse is kept without it', async () => {
  faults.set('evt_dec_1_1', new Error('half \ud800 and \0'));

  expect(await take(event('dec_1', 1))).toBe('PARKED');
  expect(await reasons('PARKED')).toEqual({ evt_dec_1_1: 'Error: half \ufffd and \ufffd' });
});

test('a key that cannot go on after a start keeps no other from it', async () => {
  for (const subject of ['dec_1', 'dec_2'] as const) {
    faults.set(`evt_${subject}_1`, Object.assign(new Error('somebody has the row'), { errno: 1205 }));
    await expect(take(event(subject, 1))).rejects.toThrow('somebody has the row');
  }
  faults.delete('evt_dec_2_1');
  const failed: string[] = [];
  await resume(database(), consumer, clock, (_, subject) => void failed.push(subject));

  expect([failed, effects]).toEqual([['dec_1'], ['evt_dec_2_1']]);
});

const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);

test.each([
  ['nested too deep', { decisionId: 'dec_1', deep: deep(40) }],
  ['with half a character', { decisionId: 'dec_1', note: '\ud800' }],
  ['with the character U+0000', { decisionId: 'dec_1', note: 'a\0b' }],
  ['with half a character, against its contract', { decisionId: ['\udc00'] }],
])('an event %s is refused wherever in the line it comes, once, and is in nobody’s way', async (_, data) => {
  expect(await take(event('dec_1', 7, { id: 'evt_early', data }))).toBe('REFUSED');
  expect(await take(event('dec_1', 1, { id: 'evt_next', data }))).toBe('REFUSED');
  expect(await take(event('dec_1', 1, { id: 'evt_next', data }))).toBe('DUPLICATE');
  for (const place of [1, 2]) expect(await take(event('dec_1', place))).toBe('HANDLED');

  expect(await reasons('REFUSED')).toEqual({ evt_early: expect.any(String), evt_next: expect.any(String) });
  const forget = (id: string) => transaction(database(), (tx) => forgetRefused(tx, consumer, id, false));
  expect(await forget('evt_early')).toMatchObject({ reason: expect.stringMatching(/内容.* \/ its data/) });
  expect(Object.keys(await reasons('REFUSED'))).toEqual(['evt_next']);
});

test.each([
  ['key', { subject: 'd'.repeat(65) }, 'evt_forged', 'ce_subject'],
  ['key that ends with a blank', { subject: 'dec_1 ' }, 'evt_forged', 'ce_subject'],
  ['key with NUL', { subject: 'dec_1\0' }, 'evt_forged', 'ce_subject'],
  ['type', { type: `governance.${'x'.repeat(200)}.v1` as const }, 'evt_forged', 'ce_type'],
  ['id', { id: 'e'.repeat(65) }, expect.stringMatching(/^evt_[0-9a-f]{40}$/), 'ce_id'],
])('an event with a %s that no column keeps is refused', async (_, differing, id, named) => {
  const forged = event('dec_1', 1, { id: 'evt_forged', ...differing });
  expect(await take(forged)).toBe('REFUSED');
  expect(await take(forged)).toBe('DUPLICATE');

  const [row] = await database().read.findBy(InboxTable, { state: 'REFUSED' });
  expect(row).toMatchObject({ eventId: id, error: expect.stringContaining(named) });
  expect(await take(event('dec_1', 1))).toBe('HANDLED');
});

if (engine === 'mariadb')
  test('what a database refuses for a cause that nobody foresaw is refused too', async () => {
    const alter = (how: string) => transaction(database(), (tx) => tx.query(`ALTER TABLE inbox ${how}`));
    await alter('ADD CONSTRAINT small CHECK (LENGTH(envelope) < 1000)');
    try {
      const large = event('dec_1', 2, { data: { decisionId: 'x'.repeat(2_000) } });
      expect(await take(large)).toBe('REFUSED');
      expect(await take(event('dec_1', 1))).toBe('HANDLED');
      expect(await reasons('REFUSED')).toEqual({ evt_dec_1_2: expect.stringContaining('small') });
    } finally {
      await alter('DROP CONSTRAINT small');
    }
  });
