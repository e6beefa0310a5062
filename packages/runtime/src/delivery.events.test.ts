import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { decisionEffective } from '@anju/events/governance';
import type { Envelope } from '@anju/events/define-event';
import { type Consumer, on } from './consumer';
import { findGaps } from './gaps';
import { receive } from './inbox';
import { LeaseTable } from './lease';
import { appendToOutbox, OutboxTable } from './outbox';
import { publishAgain } from './publish-again';
import { createRebuilder } from './rebuild-copy';
import { publishPending } from './relay';
import { bareStorage, effective } from './testing/bare-service';
import { testDelivery } from './testing/test-delivery';
import { ownDatabase } from './testing/test-database';
import { withTrace } from './trace';
import { transaction } from './transaction';

// A consumer that crashed on Kafka takes some seconds to come back.
jest.setTimeout(60_000);

const speaker = ownDatabase(bareStorage);
const listener = ownDatabase(bareStorage);
const delivery = testDelivery();

const clock = () => '2022-09-20T10:00:00.000Z' as const;

// One broker serves all tests, so each speaks of its own decisions under its own name.
let run: string;
let consumer: Consumer;
let heard: Envelope[];
beforeEach(() => {
  run = randomUUID().slice(0, 8);
  heard = [];
  consumer = {
    name: `tester-${run}`,
    subscriptions: [
      on(decisionEffective, async (tx, { id, sequence }) => {
        await tx.insert(LeaseTable, { name: id, token: sequence, expiresAt: '' });
      }),
    ],
  };
});

const decision = (name: string) => `dec_${run}_${name}` as const;
const tell = (...names: string[]) =>
  transaction(speaker(), (tx) =>
    appendToOutbox(
      tx,
      names.map((name) => effective(decision(name))),
      clock(),
    ),
  );
const publish = async () => publishPending(speaker(), await delivery().publisherFor('governance'));

const listen = () =>
  delivery().subscribe(consumer, async (event) => {
    if (!event.subject.includes(run)) return;
    heard.push(event);
    await receive(listener(), consumer, event, clock);
  });

async function eventually(holds: () => boolean) {
  for (let tries = 0; !holds() && tries < 600; tries++) await wait(50);
  expect(holds()).toBe(true);
}
const places = () => heard.map(({ subject, sequence }) => `${subject.split('_')[2]} ${sequence}`);
const effects = () => listener().read.count(LeaseTable);

test('what was told arrives, whole, in the order of its aggregate', async () => {
  const subscription = await listen();
  await withTrace('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', () =>
    tell('a', 'b', 'a', 'a', 'b'),
  );

  expect(await publish()).toBe(5);
  await eventually(() => heard.length === 5);
  await subscription.stop();

  expect(places().filter((place) => place.startsWith('a'))).toEqual(['a 1', 'a 2', 'a 3']);
  expect(places().filter((place) => place.startsWith('b'))).toEqual(['b 1', 'b 2']);
  expect(heard.find(({ subject }) => subject === decision('a'))).toEqual({
    id: expect.stringMatching(/^evt_/),
    type: 'governance.decision-effective.v1',
    source: '/anju/governance',
    subject: decision('a'),
    sequence: 1,
    time: clock(),
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    data: effective(decision('a')).data,
  });
});

test('what a listener tells because of an event carries its trace on, and no other', async () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const echo = on(decisionEffective, (tx, { data }, now) =>
    appendToOutbox(tx, [effective(`${data.decisionId as `dec_${string}`}_echo`)], now),
  );
  consumer = { ...consumer, subscriptions: [echo] };
  const subscription = await listen();
  await tell('before');
  await withTrace(traceparent, () => tell('traced'));
  await tell('after');

  await publish();
  const echoes = () => listener().read.find(OutboxTable, { order: { id: 'ASC' } });
  for (let tries = 0; (await echoes()).length < 3 && tries < 600; tries++) await wait(50);
  await subscription.stop();

  const carried = (await echoes()).map(({ subject, traceparent: trace }) => [subject.split('_')[2], trace]);
  expect(Object.fromEntries(carried)).toEqual({ before: null, traced: traceparent, after: null });
});

test('an event whose handling was cut off is brought again, and has its effect once', async () => {
  let cut = true;
  const failing = await delivery()
    .subscribe(consumer, async (event) => {
      if (!event.subject.includes(run)) return;
      heard.push(event);
      await receive(listener(), consumer, event, clock);
      if (cut) throw new Error('killed after the inbox had it');
    })
    .catch(() => null);
  await tell('a', 'a');
  await publish().catch(() => undefined);
  await eventually(() => heard.length >= 1);
  cut = false;
  for (let tries = 0; (await effects()) < 2 && tries < 300; tries++) {
    await publish().catch(() => undefined);
    await wait(100);
  }
  await failing?.stop();

  expect(await effects()).toBe(2);
});

test('an event that got lost on the way is asked for, and what waited for it goes on', async () => {
  let lost = true;
  const subscription = await delivery().subscribe(consumer, async (event) => {
    if (!event.subject.includes(run)) return;
    // Handed over and gone, as if a broker had not kept it.
    if (event.sequence === 2 && lost) return void (lost = false);
    heard.push(event);
    await receive(listener(), consumer, event, clock);
  });
  // By a name of its own: of one name only one copy is asked, and a city may run on this broker too.
  const asked = `governance-${run}`;
  const answering = await delivery().onAsked(asked, async (request) => {
    await publishAgain(speaker(), request);
    await publish();
  });
  await tell('a', 'a', 'a');
  await publish();
  await eventually(() => heard.length === 2);
  expect(await effects()).toBe(1);

  const [gap] = await findGaps(listener(), consumer);
  expect(gap).toMatchObject({ subject: decision('a'), service: 'governance', missing: 2 });
  const { subject, missing: fromSequence } = gap!;
  await delivery().askAgain({ consumer: consumer.name, service: asked, subject, fromSequence });
  for (let tries = 0; (await effects()) < 3 && tries < 600; tries++) await wait(50);
  await answering.stop();
  await subscription.stop();

  expect(await effects()).toBe(3);
  expect(await findGaps(listener(), consumer)).toEqual([]);
});

test('a copy is rebuilt from all that was told, kept by a broker or told again', async () => {
  const subscription = await listen();
  // What a broker keeps needs no answer, and there another run, or a city, may answer to that name.
  const answering = delivery().keepsAll
    ? null
    : await delivery().onAsked('governance', async (request) => {
        await publishAgain(speaker(), request);
        await publish();
      });
  await tell('a', 'b', 'b');
  await publish();
  for (let tries = 0; (await effects()) < 3 && tries < 600; tries++) await wait(50);
  await transaction(listener(), (tx) => tx.clear(LeaseTable));

  const storage = { ...bareStorage, copies: { decision: [LeaseTable] } };
  const source = { storage, consumer, delivery: delivery(), clock };
  const rebuilt = await createRebuilder(listener(), source).rebuild('decision', false);
  await answering?.stop();
  await subscription.stop();

  expect(rebuilt).toEqual({ events: 3, added: 3, changed: 0, removed: 0 });
  expect(await effects()).toBe(3);
});
