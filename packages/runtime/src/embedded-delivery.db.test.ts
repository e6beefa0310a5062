import { decisionEffective } from '@anju/events/governance';
import type { Envelope } from '@anju/events/define-event';
import { IsNull } from 'typeorm';
import { type Consumer, on } from './consumer';
import { createEmbeddedDelivery } from './embedded-delivery';
import { noDelivery } from './no-delivery';
import { appendToOutbox, OutboxTable } from './outbox';
import { publishPending } from './relay';
import { bareStorage, effective } from './testing/bare-service';
import { testDatabase } from './testing/test-database';
import { transaction } from './transaction';

const speaker = testDatabase(bareStorage);

const named = (name: string): Consumer => ({ name, subscriptions: [on(decisionEffective, async () => {})] });
const [first, second] = [named('first'), named('second')];

const tell = (...ids: `dec_${string}`[]) =>
  transaction(speaker(), (tx) => appendToOutbox(tx, ids.map(effective), '2022-09-20T10:00:00.000Z'));
const untold = () => speaker().read.countBy(OutboxTable, { publishedAt: IsNull() });

test('what is told before all are there, or after one has left, waits for them', async () => {
  const delivery = createEmbeddedDelivery([first, second]);
  const publish = async () => publishPending(speaker(), await delivery.publisherFor('governance'));
  const heard: Envelope[] = [];
  const take = async (event: Envelope) => void heard.push(event);

  await tell('dec_1');
  await delivery.subscribe(first, take);
  expect([await publish(), heard.length, await untold()]).toEqual([0, 0, 1]);

  const leaving = await delivery.subscribe(second, take);
  expect([await publish(), heard.length, await untold()]).toEqual([1, 2, 0]);

  await leaving.stop();
  await tell('dec_2');
  expect([await publish(), heard.length, await untold()]).toEqual([0, 2, 1]);

  await delivery.subscribe(second, take);
  expect([await publish(), heard.length, await untold()]).toEqual([1, 4, 0]);
});

test('who leaves while events are brought finds those it did not get later', async () => {
  const delivery = createEmbeddedDelivery([first, second]);
  const heard: string[] = [];
  await delivery.subscribe(first, async () => void (await leaving.stop()));
  const leaving = await delivery.subscribe(second, async ({ subject }) => void heard.push(subject));
  const publisher = await delivery.publisherFor('governance');
  await tell('dec_1', 'dec_1');

  await expect(publishPending(speaker(), publisher)).rejects.toThrow('Not published');
  expect(await untold()).toBe(2);

  await delivery.subscribe(second, async ({ sequence }) => void heard.push(`dec_1 ${sequence}`));
  await publishPending(speaker(), publisher).catch(() => undefined);
  expect(heard.slice(-2)).toEqual(['dec_1 1', 'dec_1 2']);
});

test('who is not awaited by this speaker holds up nothing', async () => {
  const delivery = createEmbeddedDelivery([first]);
  const publisher = await delivery.publisherFor('funding');
  expect(publisher.open()).toBe(true);
});

test('alone a service keeps all that it would tell', async () => {
  await tell('dec_1');
  expect(await publishPending(speaker(), await noDelivery.publisherFor('governance'))).toBe(0);
  expect(await untold()).toBe(1);
});
