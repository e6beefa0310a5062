import type { Envelope } from '@anju/events/define-event';
import { addSeconds, type Instant } from '@anju/values/time';
import { appendToOutbox } from './outbox';
import { type Publisher, publishPending } from './relay';
import { bareStorage, effective } from './testing/bare-service';
import { testDatabase } from './testing/test-database';
import { transaction } from './transaction';

const database = testDatabase(bareStorage);

let now: Instant;
const clock = () => now;
beforeEach(() => void (now = '2022-09-20T10:00:00.000Z'));

const append = (...facts: Parameters<typeof appendToOutbox>[1]) =>
  transaction(database(), (tx) => appendToOutbox(tx, facts, now));

/** A broker that keeps what it gets, after doing what the test wants to happen meanwhile. */
function broker(meanwhile: (events: readonly Envelope[]) => unknown = () => undefined) {
  const sent: string[] = [];
  const send: Publisher['send'] = async (events) => {
    await meanwhile(events);
    sent.push(...events.map(({ subject, sequence }) => `${subject} ${sequence}`));
  };
  return { sent, publisher: { laneOf: (subject: string) => subject, send } };
}

const down = () => Promise.reject(new Error('broker down'));

test('publishes each aggregate in its order, and only once', async () => {
  await append(effective('dec_1'), effective('dec_2'), effective('dec_1'));
  const { sent, publisher } = broker();

  expect(await publishPending(database(), publisher, clock)).toBe(3);
  expect(await publishPending(database(), publisher, clock)).toBe(0);
  expect(sent).toEqual(['dec_1 1', 'dec_1 2', 'dec_2 1']);
});

test('no event is sent without those before it, wherever the batch is cut', async () => {
  await append(effective('dec_1'), effective('dec_1'), effective('dec_2'));
  const { sent, publisher } = broker();

  await publishPending(database(), publisher, clock, 2);
  await publishPending(database(), publisher, clock, 2);

  expect(sent).toEqual(['dec_1 1', 'dec_2 1', 'dec_1 2']);
});

test('what the broker refuses is kept for the next round, and holds up its own aggregate only', async () => {
  await append(effective('dec_1'), effective('dec_2'));
  const fussy = broker(([event]) => event!.subject === 'dec_1' && down());

  await expect(publishPending(database(), fussy.publisher, clock)).rejects.toThrow('Not published: 1');
  expect(fussy.sent).toEqual(['dec_2 1']);

  const { sent, publisher } = broker();
  await publishPending(database(), publisher, clock);
  expect(sent).toEqual(['dec_1 1']);
});

test('two relays at once do not publish twice', async () => {
  await append(effective('dec_1'));
  const { sent, publisher } = broker();

  await Promise.all([
    publishPending(database(), publisher, clock),
    publishPending(database(), publisher, clock),
  ]);

  expect(sent).toEqual(['dec_1 1']);
});

test('a relay whose lease ran out and was taken marks nothing', async () => {
  await append(effective('dec_1'));
  const slow = broker(async () => {
    now = addSeconds(now, 60);
    await publishPending(database(), { laneOf: (subject) => subject, send: down }, clock).catch(
      () => undefined,
    );
  });

  expect(await publishPending(database(), slow.publisher, clock)).toBe(0);

  const { sent, publisher } = broker();
  await publishPending(database(), publisher, clock);
  expect(sent).toEqual(['dec_1 1']);
});

test('a slow broker holds up no command', async () => {
  await append(effective('dec_1'));
  const slow = broker(() => append(effective('dec_2')));

  expect(await publishPending(database(), slow.publisher, clock)).toBe(1);
  expect(await publishPending(database(), broker().publisher, clock)).toBe(1);
});
