import type { Envelope } from '@anju/events/define-event';
import { receive } from '@anju/runtime/inbox';
import { createRebuilder } from '@anju/runtime/rebuild-copy';
import { anEnvelope } from '@anju/runtime/testing/envelope';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { toldAgain } from '@anju/runtime/testing/told-again';
import {
  annulmentWithdrawn,
  decisionAdopted,
  decisionAnnulled,
  decisionEffective,
  decisionRejected,
} from '../../neighbours.builder';
import { storage } from '../../storage';
import { funding } from '../../subscriptions';
import { findDecision } from './decision.table';

const database = testDatabase(storage);
const clock = () => '2022-09-20T02:00:00.000Z' as const;
const event = (fact: Parameters<typeof anEnvelope>[0], sequence: number) => anEnvelope(fact, { sequence });
const take = (envelope: Envelope) => receive(database(), funding, envelope, clock);
const known = () => findDecision(database().read, 'dec_1');
const annulled = { annulledOn: '2022-09-18', annulledAt: '2022-09-20T02:00:00.000Z' };

test('[GOV-VOTE-10] an annulment is known once, however often it is told, waits for what came before, and can be withdrawn', async () => {
  const annulment = event(decisionAnnulled(), 3);
  expect(await take(annulment)).toBe('WAITING');
  await take(event(decisionAdopted(), 1));
  await take(event(decisionEffective(), 2));
  const effective = { effectiveAt: '2022-07-25T16:00:00.000Z' };
  expect(await known()).toMatchObject({ ...effective, ...annulled });
  expect(await take(annulment)).toBe('DUPLICATE');
  expect(await take(event(annulmentWithdrawn(), 4))).toBe('HANDLED');
  expect(await known()).toMatchObject({ ...effective, annulledOn: null, annulledAt: null });
});

test('[GOV-VOTE-10] one by which owners refused is annulled too; one that nobody counted is parked, where somebody sees it', async () => {
  await take(event(decisionRejected(), 1));
  expect(await take(event(decisionAnnulled(), 2))).toBe('HANDLED');
  expect(await known()).toMatchObject({ adopted: false, ...annulled });
  expect(await take(anEnvelope(decisionAnnulled({ decisionId: 'dec_2' })))).toBe('PARKED');
});

test('[GOV-VOTE-10] a copy that is rebuilt knows of the annulment as before', async () => {
  const log = [event(decisionAdopted(), 1), event(decisionEffective(), 2), event(decisionAnnulled(), 3)];
  for (const each of log) await take(each);
  const before = await known();
  const delivery = toldAgain(() => log);
  const { rebuild } = createRebuilder(database(), { storage, consumer: funding, delivery, clock });
  expect(await rebuild('decision', false)).toMatchObject({ events: 3, added: 0, changed: 0, removed: 0 });
  expect(await known()).toEqual(before);
});
