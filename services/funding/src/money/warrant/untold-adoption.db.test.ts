import type { Envelope } from '@anju/events/define-event';
import { receive } from '@anju/runtime/inbox';
import { createRebuilder } from '@anju/runtime/rebuild-copy';
import { anEnvelope } from '@anju/runtime/testing/envelope';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { toldAgain } from '@anju/runtime/testing/told-again';
import { transaction } from '@anju/runtime/transaction';
import { findDecision } from '../../known/decision/decision.table';
import { decisionAdopted, decisionRejected, payWarrant } from '../../neighbours.builder';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { updateWarrant, WarrantTable } from './warrant.table';

const database = testDatabase(storage);
const now = '2022-07-16T02:00:00.000Z' as const;
const clock = () => now;

/** All that is on the topic. */
let log: Envelope[];
beforeEach(() => (log = []));
const take = (event: Envelope) => {
  log.push(event);
  return receive(database(), funding, event, clock);
};
const untoldId = 'evt_forged';
const forged = (fact: Parameters<typeof anEnvelope>[0]) => anEnvelope(fact, { id: untoldId });
const aFortune = decisionAdopted({ warrants: payWarrant({ ceilingFen: 9_900_000_000 }) });

function rebuild(toldId: string | null, dryRun = false) {
  const delivery = toldAgain(() => log);
  const { rebuild } = createRebuilder(database(), { storage, consumer: funding, delivery, clock });
  return rebuild(null, dryRun, [{ subject: 'dec_1', sequence: 1, eventId: untoldId, toldId }]);
}
const warrants = () => database().read.find(WarrantTable);

test('[MF-2] a forged warrant becomes what the owners decided, and what was applied for under it stays', async () => {
  expect(await take(forged(aFortune))).toBe('HANDLED');
  const [before] = await warrants();
  await transaction(database(), (tx) => updateWarrant(tx, { ...before!, committedFen: 700 as never }));
  const told = anEnvelope(decisionAdopted());
  expect(await take(told)).toBe('REFUSED');

  expect(await rebuild(told.id, true)).toMatchObject({ events: 1, changed: 2 });
  expect(await warrants()).toMatchObject([{ ceilingFen: 9_900_000_000 }]);
  expect(await rebuild(told.id)).toMatchObject({ events: 1, changed: 2 });
  expect(await warrants()).toEqual([{ ...before, version: 3, ceilingFen: 10_000_000, committedFen: 700 }]);
  expect(await findDecision(database().read, 'dec_1')).toMatchObject({ adopted: true });
});

test('[MF-2] where a rejection was forged, the owners’ warrant is there in the end', async () => {
  await take(forged(decisionRejected()));
  const told = anEnvelope(decisionAdopted());
  await take(told);

  expect(await rebuild(told.id)).toMatchObject({ added: 1, changed: 1 });
  expect(await warrants()).toMatchObject([{ decisionId: 'dec_1', ceilingFen: 10_000_000, version: 1 }]);
});

test('[MF-2] where none decided there is no warrant, and a decision that comes later opens its own', async () => {
  await take(forged(aFortune));

  expect(await rebuild(null)).toMatchObject({ events: 0, removed: 2 });
  expect([await warrants(), await findDecision(database().read, 'dec_1')]).toEqual([[], null]);
  expect(await take(anEnvelope(decisionAdopted()))).toBe('HANDLED');
  expect(await warrants()).toMatchObject([{ ceilingFen: 10_000_000 }]);
});

test('[MF-2] a warrant of nobody that was applied for under stays, and is the owners’ once they decide', async () => {
  await take(forged(aFortune));
  const [before] = await warrants();
  await transaction(database(), (tx) => updateWarrant(tx, { ...before!, committedFen: 700 as never }));

  expect(await rebuild(null)).toMatchObject({ removed: 1 });
  expect(await warrants()).toMatchObject([{ ceilingFen: 9_900_000_000, committedFen: 700 }]);
  expect(await take(anEnvelope(decisionAdopted()))).toBe('HANDLED');
  expect(await warrants()).toEqual([{ ...before, version: 3, ceilingFen: 10_000_000, committedFen: 700 }]);
});
