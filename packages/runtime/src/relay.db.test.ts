import { setTimeout as wait } from 'node:timers/promises';
import type { Envelope } from '@anju/events/define-event';
import pino from 'pino';
import { IsNull, Not } from 'typeorm';
import { openDatabase } from './database';
import { LeaseTable, takeLease } from './lease';
import { appendToOutbox, OutboxTable, shardOf } from './outbox';
import { type Publisher, publishPending, SentInPart, startRelay } from './relay';
import { bareStorage, effective } from './testing/bare-service';
import { openLine } from './testing/line-to-server';
import { testDatabase } from './testing/test-database';
import { transaction } from './transaction';

const database = testDatabase(bareStorage);

const now = '2022-09-20T10:00:00.000Z';

const append = (...facts: Parameters<typeof appendToOutbox>[1]) =>
  transaction(database(), (tx) => appendToOutbox(tx, facts, now));

/** A broker that keeps what it gets, after doing what the test wants to happen meanwhile. */
function broker(meanwhile: (events: readonly Envelope[]) => unknown = () => undefined) {
  const sent: string[] = [];
  const send: Publisher['send'] = async (events) => {
    await meanwhile(events);
    sent.push(...events.map(({ subject, sequence }) => `${subject} ${sequence}`));
  };
  return { sent, publisher: { open: () => true, laneOf: (subject: string) => subject, send } };
}

const leasesRunOut = () =>
  transaction(database(), (tx) =>
    tx.update(LeaseTable, { expiresAt: Not('' as const) }, { expiresAt: '2000-01-01T00:00:00.000Z' }),
  );
const unpublishedSubjects = async () =>
  (await database().read.findBy(OutboxTable, { publishedAt: IsNull() })).map(({ subject }) => subject);

/** Two aggregates that one relay sends. */
const ofOneShard = (() => {
  const ids = Array.from({ length: 20 }, (_, i) => `dec_${i}` as const);
  const [first, ...others] = ids;
  return [first!, others.find((id) => shardOf(id) === shardOf(first!))!] as const;
})();

const down = () => Promise.reject(new Error('broker down'));

test('publishes each aggregate in its order, and only once', async () => {
  await append(effective('dec_1'), effective('dec_2'), effective('dec_1'));
  const { sent, publisher } = broker();

  expect(await publishPending(database(), publisher)).toBe(3);
  expect(await publishPending(database(), publisher)).toBe(0);
  expect(sent.toSorted()).toEqual(['dec_1 1', 'dec_1 2', 'dec_2 1']);
  expect(sent.indexOf('dec_1 1')).toBeLessThan(sent.indexOf('dec_1 2'));
});

test('no event is sent without those before it, wherever the batches are cut', async () => {
  const [one, other] = ofOneShard;
  await append(effective(one), effective(one), effective(one), effective(other));
  const { sent, publisher } = broker();

  expect(await publishPending(database(), publisher, 2)).toBe(4);

  expect(sent).toEqual([`${one} 1`, `${other} 1`, `${one} 2`, `${one} 3`]);
});

test('all events of an aggregate are of one shard, and the shards are all used', async () => {
  const ids = Array.from({ length: 200 }, (_, i) => `dec_${i}` as const);
  expect(new Set(ids.map(shardOf))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7]));

  await append(effective('dec_1'), effective('dec_1'));
  const rows = await database().read.find(OutboxTable);
  expect(rows.map(({ shard }) => shard)).toEqual([shardOf('dec_1'), shardOf('dec_1')]);
});

test('what the broker refuses is kept for the next round, and holds up its own aggregate only', async () => {
  await append(effective('dec_1'), effective('dec_2'));
  const fussy = broker(([event]) => event!.subject === 'dec_1' && down());

  await expect(publishPending(database(), fussy.publisher)).rejects.toThrow('Not published: 1');
  expect(fussy.sent).toEqual(['dec_2 1']);

  const { sent, publisher } = broker();
  await publishPending(database(), publisher);
  expect(sent).toEqual(['dec_1 1']);
});

test('a lane that fails holds up no other of its shard, however much it has to send', async () => {
  const [bad, good] = ofOneShard;
  await append(...Array.from({ length: 5 }, () => effective(bad)), effective(good), effective(good));
  const fussy = broker(([event]) => event!.subject === bad && down());

  await expect(publishPending(database(), fussy.publisher, 2)).rejects.toThrow('Not published: 1 lanes');
  expect(fussy.sent).toEqual([`${good} 1`, `${good} 2`]);
  expect(await unpublishedSubjects()).toEqual(Array(5).fill(bad));

  // Tried anew in the next round, from its first event on.
  const { sent, publisher } = broker();
  expect(await publishPending(database(), publisher, 2)).toBe(5);
  expect(sent).toEqual([1, 2, 3, 4, 5].map((sequence) => `${bad} ${sequence}`));
});

/** A broker that takes what is of one key and says nothing, until it is let go on. */
function deaf(to: string) {
  let goOn!: () => void;
  const until = new Promise<void>((resolve) => (goOn = resolve));
  return { ...broker(([event]) => event!.subject === to && until), goOn };
}

const eventually = async (holds: () => Promise<boolean>, ms = 10_000) => {
  for (const end = performance.now() + ms; performance.now() < end; await wait(20)) if (await holds()) return;
  throw new Error('It never came to hold');
};
const isPublished = (subject: string, sequence: number) => () =>
  database().read.existsBy(OutboxTable, { subject, sequence, publishedAt: Not(IsNull()) });

test('a lane that hangs holds up no other: what is told of others meanwhile goes out, and is marked', async () => {
  const [bad, good] = ofOneShard;
  await append(effective(bad), effective(good));
  const { publisher, sent, goOn } = deaf(bad);
  const publishing = publishPending(database(), publisher, 2);

  await eventually(isPublished(good, 1));
  await append(effective(good), effective(bad));
  await eventually(isPublished(good, 2));
  expect(sent).toEqual([`${good} 1`, `${good} 2`]);

  goOn();
  expect(await publishing).toBe(4);
  expect(sent.slice(2)).toEqual([`${bad} 1`, `${bad} 2`]);
});

test('a relay goes on with all other shards where one hangs, and stops without waiting for it', async () => {
  const other = Array.from({ length: 20 }, (_, i) => `dec_${i}` as const).find(
    (id) => shardOf(id) !== shardOf('dec_0'),
  )!;
  const { publisher, goOn } = deaf('dec_0');
  await append(effective('dec_0'));
  const relay = startRelay(database(), publisher, pino({ level: 'silent' }));
  for (const sequence of [1, 2, 3]) {
    await append(effective(other));
    await eventually(isPublished(other, sequence));
  }
  const since = performance.now();
  await relay.stop();
  expect(performance.now() - since).toBeLessThan(5_000);
  expect(await isPublished('dec_0', 1)()).toBe(false);
  // Nobody need wait for the lease.
  expect(await publishPending(database(), broker().publisher)).toBe(1);
  goOn();
});

test('of a batch that went in part the rest is sent again', async () => {
  await append(effective('dec_1'), effective('dec_1'));
  const part = broker(
    ([first, second]) => second && Promise.reject(new SentInPart([first!.id], 'too large')),
  );

  await expect(publishPending(database(), part.publisher)).rejects.toThrow('Not published: 1');
  const { sent, publisher } = broker();
  await publishPending(database(), publisher);
  expect(sent).toEqual(['dec_1 2']);
});

test('an aggregate that is held back holds up no other of its lane, however much it has to send', async () => {
  const [held, other] = ofOneShard;
  await append(...Array.from({ length: 5 }, () => effective(held)), effective(other));
  // As a broker's partition, with an event that its topic does not take.
  const sent: string[] = [];
  const publisher: Publisher = {
    open: () => true,
    laneOf: () => 'one partition',
    send: async (events) => {
      const taken = events.filter(({ subject }) => subject !== held);
      sent.push(...taken.map(({ subject, sequence }) => `${subject} ${sequence}`));
      if (taken.length < events.length)
        throw new SentInPart(
          taken.map(({ id }) => id),
          'too large',
          [held],
        );
    },
  };
  const measured: string[] = [];
  database().measured.add(({ what }) => void measured.push(what));

  await expect(publishPending(database(), publisher, 2)).rejects.toThrow(
    'Not published: 0 lanes, 1 aggregates',
  );
  expect(sent).toEqual([`${other} 1`]);
  expect(new Set(await unpublishedSubjects())).toEqual(new Set([held]));
  // Nothing of it was offered, so nobody refused a batch.
  expect(measured).not.toContain('NOT_SENT');
});

/** The first line that a relay says, and what of it fails. */
async function saidOf(publisher: Publisher) {
  const said: { msg: string; reason: string; events: number; held?: string[]; moreHeld?: number }[] = [];
  const log = pino({ level: 'info' }, { write: (line) => void said.push(JSON.parse(line) as never) });
  const relay = startRelay(database(), publisher, log);
  await eventually(async () => said.length > 0);
  await relay.stop();
  return said[0]!;
}
const holdBack = ([event]: readonly Envelope[]) =>
  Promise.reject(new SentInPart([], 'too large', [event!.subject]));

test('the log names all aggregates that are held back, of whatever shard, up to twenty, and how many more', async () => {
  const few = ['dec_1', 'dec_2', 'dec_3', 'dec_4'] as const;
  expect(new Set(few.map(shardOf)).size).toBeGreaterThan(2);
  await append(...few.map((id) => effective(id)));
  const first = await saidOf(broker(holdBack).publisher);
  expect(first.held!.toSorted()).toEqual(few);
  expect(first).not.toHaveProperty('moreHeld');

  await append(...Array.from({ length: 21 }, (_, i) => effective(`dec_more_${i}`)));
  const said = await saidOf(broker(holdBack).publisher);
  expect(said).toMatchObject({ events: 25, moreHeld: 5 });
  expect(new Set(said.held).size).toBe(20);
});

test('it names them too where something else is what it says first', async () => {
  const [broken, ...others] = Array.from({ length: 60 }, (_, i) => `dec_${i}` as const).filter(
    (id) => shardOf(id) === shardOf('dec_0'),
  );
  await append(...[broken!, ...others].map((id) => effective(id)));
  const { publisher } = broker((events) => (events[0]!.subject === broken ? down() : holdBack(events)));

  const { reason, held } = await saidOf(publisher);
  expect(reason).toContain('broker down');
  expect(held!.toSorted()).toEqual(others.toSorted());
});

test('two relays at once do not publish twice', async () => {
  await append(effective('dec_1'));
  const { sent, publisher } = broker();

  await Promise.all([publishPending(database(), publisher), publishPending(database(), publisher)]);

  expect(sent).toEqual(['dec_1 1']);
});

test('a relay that was paused past its lease marks nothing, and says so', async () => {
  await append(effective('dec_1'));
  const slow = broker(async () => {
    await leasesRunOut();
    const failing = { open: () => true, laneOf: (subject: string) => subject, send: down };
    await publishPending(database(), failing).catch(() => undefined);
  });

  await expect(publishPending(database(), slow.publisher)).rejects.toThrow('was taken by another process');

  const { sent, publisher } = broker();
  await publishPending(database(), publisher);
  expect(sent).toEqual(['dec_1 1']);
});

test('a relay whose mark is not answered knows it by asking again; whose lease is not, waits until it runs out', async () => {
  if (database().kind === 'sqlite') return;
  const line = await openLine((database().writer.options as { url: string }).url);
  const throughLine = await openDatabase(line.url, bareStorage);
  let triedAgain = 0;
  throughLine.measured.add(({ what }) => void (triedAgain += Number(what === 'TRIED_AGAIN')));
  const { sent, publisher } = broker(() => line.loseAnswerTo('STRAIGHT_JOIN outbox'));
  const publish = () => publishPending(throughLine, publisher);
  try {
    await append(effective('dec_1'));
    // It gives its lease back with the mark, and marks nothing when it asks again.
    expect(await publish()).toBe(1);
    expect(triedAgain).toBe(1);

    await append(effective('dec_1'));
    line.loseAnswerTo('UPDATE lease SET token');
    expect(await publish()).toBe(0);
    expect(triedAgain).toBe(2);
    await leasesRunOut();
    expect(await publish()).toBe(1);
    expect(sent).toEqual(['dec_1 1', 'dec_1 2']);
    expect(await unpublishedSubjects()).toEqual([]);
  } finally {
    await throughLine.close();
    await line.cut();
  }
});

test('a relay that lost a shard still marks what it sent of another', async () => {
  const [mine, lost] = ['dec_1', 'dec_2'] as const;
  expect(shardOf(mine)).not.toBe(shardOf(lost));
  await append(effective(mine), effective(lost));
  const slow = broker(async ([event]) => {
    if (event!.subject !== lost) return;
    await transaction(database(), (tx) =>
      tx.increment(LeaseTable, { name: `relay-${shardOf(lost)}` }, 'token', 1),
    );
  });

  await expect(publishPending(database(), slow.publisher)).rejects.toThrow(`relay-${shardOf(lost)}`);
  expect(await unpublishedSubjects()).toEqual([lost]);
});

test('while another relay has a shard, its events wait and others flow', async () => {
  await takeLease(database(), `relay-${shardOf('dec_1')}`);
  await append(effective('dec_1'), effective('dec_2'));
  const { sent, publisher } = broker();

  expect(await publishPending(database(), publisher)).toBe(1);
  expect(sent).toEqual(['dec_2 1']);

  await leasesRunOut();
  expect(await publishPending(database(), publisher)).toBe(1);
});

test('a relay that has nothing to send takes no lease and writes nothing', async () => {
  await publishPending(database(), broker().publisher);

  expect(await database().read.count(LeaseTable)).toBe(0);
});

test('a slow broker holds up no command', async () => {
  await append(effective('dec_1'));
  const slow = broker(() => append(effective('dec_2')));

  expect(await publishPending(database(), slow.publisher)).toBe(1);
  expect(await publishPending(database(), broker().publisher)).toBe(1);
});

test.each([
  ['the broker is away', down],
  ['all goes well', async () => undefined],
])('what a relay writes about its own work wakes nobody: %s', async (_, send) => {
  await append(effective('dec_1'));
  const wake = jest.fn();
  database().committed.add(wake);

  await publishPending(database(), { open: () => true, laneOf: (subject) => subject, send }).catch(
    () => undefined,
  );
  await takeLease(database(), `relay-${shardOf('dec_1')}`);
  // Another has the lease now.
  await publishPending(database(), { open: () => true, laneOf: (subject) => subject, send });

  expect(wake).not.toHaveBeenCalled();
  await append(effective('dec_1'));
  expect(wake).toHaveBeenCalledTimes(1);
});
