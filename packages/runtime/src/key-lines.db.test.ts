import { decisionEffective } from '@anju/events/governance';
import { on } from './consumer';
import { receive } from './inbox';
import { findHandledIds, findHandledLines, findToldIds, findToldLines } from './key-lines';
import { appendToOutbox, OutboxTable, toEnvelope } from './outbox';
import { bareStorage, effective } from './testing/bare-service';
import { anEnvelope } from './testing/envelope';
import { testDatabase } from './testing/test-database';
import { transaction } from './transaction';

// Of both sides: it speaks, and hears itself.
const database = testDatabase(bareStorage);
const now = '2022-09-20T10:00:00.000Z' as const;
const consumer = { name: 'tester', subscriptions: [on(decisionEffective, async () => undefined)] };

const tell = (...ids: `dec_${string}`[]) =>
  transaction(database(), (tx) => appendToOutbox(tx, ids.map(effective), now));
const hearAll = async () => {
  for (const row of await database().read.find(OutboxTable, { order: { sequence: 'ASC' } }))
    await receive(database(), consumer, toEnvelope(row), () => now);
};
const take = (subject: `dec_${string}`, sequence: number) =>
  receive(database(), consumer, anEnvelope(effective(subject), { sequence }), () => now);
const handledLines = (after = '', limit = 100) => findHandledLines(database(), consumer, after, limit);

test('what was handled is as told where the digests are the same, whatever is told behind it', async () => {
  await tell('dec_1', 'dec_1', 'dec_2');
  await hearAll();
  await tell('dec_1');
  await take('dec_3', 2);

  const lines = await handledLines();
  expect(lines).toMatchObject([
    { subject: 'dec_1', sequence: 2 },
    { subject: 'dec_2', sequence: 1 },
  ]);
  expect(await findToldLines(database(), lines)).toEqual(lines);
  expect(await handledLines('dec_1')).toEqual(lines.slice(1));
  expect(await handledLines('', 1)).toEqual(lines.slice(0, 1));
  expect(await findToldLines(database(), [{ subject: 'dec_none', sequence: 1 }])).toMatchObject([
    { subject: 'dec_none', sequence: 0 },
  ]);
  expect([await handledLines('dec_2'), await findToldLines(database(), [])]).toEqual([[], []]);
});

test('an event under another id, or behind all that was told, gives another digest, and is read by its id', async () => {
  await tell('dec_1', 'dec_1', 'dec_2');
  await take('dec_1', 1);
  await hearAll();
  expect(await take('dec_2', 2)).toBe('HANDLED');

  const handled = await handledLines();
  const told = await findToldLines(database(), handled);
  expect(told.map(({ sequence }) => sequence)).toEqual([2, 1]);
  for (const [i, { digest }] of handled.entries()) expect(digest).not.toBe(told[i]!.digest);

  const ofFirst = { subject: 'dec_1', sequence: 0 };
  const [, second] = await findToldIds(database(), ofFirst, 100);
  expect(await findHandledIds(database(), consumer, ofFirst, 100)).toEqual([
    { sequence: 1, eventId: 'evt_dec_1_1' },
    second,
  ]);
  const behind = { subject: 'dec_2', sequence: 1 };
  expect(await findHandledIds(database(), consumer, behind, 100)).toEqual([
    { sequence: 2, eventId: 'evt_dec_2_2' },
  ]);
  expect(await findToldIds(database(), behind, 100)).toEqual([]);
});
