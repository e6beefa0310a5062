import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { topicOf } from '@anju/events/topic';
import type { Envelope } from '@anju/events/define-event';
import type { Database } from '@anju/runtime/database';
import { receive } from '@anju/runtime/inbox';
import { OutboxTable, toEnvelope } from '@anju/runtime/outbox';
import { LeaseTable } from '@anju/runtime/lease';
import { publishPending, type Publisher } from '@anju/runtime/relay';
import { compareAndSet, transaction } from '@anju/runtime/transaction';
import { systemClock } from '@anju/values/time';
import { Kafka, logLevel } from 'kafkajs';
import { IsNull, In, MoreThan } from 'typeorm';
import { checkBalance, checkEffects, checkMarks, checkTopic, laterOf, type Told } from './checker';
import { AccountTable, EffectTable, line, marksIn, tell } from './line';

/** A way to do it wrong, and the right one, in the same interleaving. */
export interface Control {
  readonly name: string;
  /** What the checker has against it: something, or the checker is blind. */
  readonly naive: () => Promise<readonly string[]>;
  /** What it has against the runtime: nothing. */
  readonly real: () => Promise<readonly string[]>;
}

const toTold = ({ id, subject, sequence }: Told): Told => ({ id, subject, sequence });

/** Whoever waits at it goes on once somebody opens it. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

/** Keeps what it was given, in order. */
function collect() {
  const topic: Told[] = [];
  const send = async (events: readonly Envelope[]) => void topic.push(...events.map(toTold));
  const publisher: Publisher = { open: () => true, laneOf: (subject) => subject, send };
  return { topic, publisher };
}

/** Two facts are told at once, and the one with the smaller id is committed last, after a relay has looked. */
export function idBehindLast(db: Database): Control {
  const inThatOrder = async (relay: () => Promise<unknown>) => {
    const late = gate();
    const told = gate();
    const first = transaction(db, async (tx) => {
      await tell(tx, 'dec_late');
      told.open();
      await late.opened;
    });
    await told.opened;
    await transaction(db, (tx) => tell(tx, 'dec_early'));
    await relay();
    late.open();
    await first;
    await relay();
  };
  const check = async (topic: readonly Told[]) =>
    checkTopic((await db.read.find(OutboxTable)).map(toTold), topic);
  const { topic, publisher } = collect();
  return {
    name: 'a relay that publishes what is behind the last id',
    naive: async () => {
      let last = '';
      const naive: Told[] = [];
      await inThatOrder(async () => {
        const rows = await db.read.find(OutboxTable, {
          where: { id: MoreThan(last) as never },
          order: { id: 'ASC' },
        });
        naive.push(...rows.map(toTold));
        last = rows.at(-1)?.id ?? last;
      });
      return check(naive);
    },
    // It has what the naive one told on top of its own.
    real: async () => {
      await inThatOrder(() => publishPending(db, publisher));
      return check(topic);
    },
  };
}

/** A relay that is paused when it has read what to send: its lease runs out, another does its work, and it wakes. */
function pausedRelay(db: Database) {
  const topic: Told[] = [];
  const reached = gate();
  const woken = gate();
  const whileItIsPaused = async (
    subject: `dec_${string}`,
    first: (pause: () => Promise<void>, topic: Told[]) => Promise<unknown>,
    other: (topic: Told[]) => Promise<unknown>,
  ) => {
    await transaction(db, async (tx) => {
      for (let i = 0; i < 2; i++) await tell(tx, subject);
    });
    const pause = () => {
      reached.open();
      return woken.opened;
    };
    const waking = first(pause, topic);
    await reached.opened;
    await transaction(db, (tx) =>
      tx
        .createQueryBuilder()
        .update(LeaseTable)
        .set({ expiresAt: '2022-01-01T00:00:00.000Z' })
        .where("expiresAt <> ''")
        .execute(),
    );
    await other(topic);
    const marked = await marksIn(db);
    // Marks are of the millisecond.
    await wait(5);
    woken.open();
    await waking;
    const outbox = (await db.read.findBy(OutboxTable, { subject })).map(toTold);
    return { outbox, topic, found: [...checkTopic(outbox, topic), ...checkMarks(marked, await marksIn(db))] };
  };
  return whileItIsPaused;
}

const publisherTo = (topic: Told[], before: () => Promise<void> = async () => undefined): Publisher => ({
  open: () => true,
  laneOf: (subject) => subject,
  send: async (events) => {
    await before();
    topic.push(...events.map(toTold));
  },
});

/** The right way in that interleaving: the late one sends once more, which is counted, and marks nothing. */
const fenced = async (db: Database, subject: `dec_${string}`): Promise<readonly string[]> => {
  let refused: unknown = null;
  const { topic, found } = await pausedRelay(db)(
    subject,
    (pause, topic) =>
      publishPending(db, publisherTo(topic, pause)).catch((error: unknown) => void (refused = error)),
    (topic) => publishPending(db, publisherTo(topic)),
  );
  const late = laterOf(topic).length;
  return [
    ...found,
    ...(late === 2 ? [] : [`${late} late duplicates were counted, and 2 were sent`]),
    ...(String(refused).includes('was taken by another process')
      ? []
      : [`its mark was not refused: ${refused}`]),
  ];
};

/** A relay was paused, and marks what it sent although another has its lease by then. */
export function staleMark(db: Database): Control {
  const unpublished = () =>
    db.read.find(OutboxTable, { where: { publishedAt: IsNull() }, order: { sequence: 'ASC' } });
  return {
    name: 'a relay that marks without its token',
    naive: async () => {
      const relay = async (topic: Told[], pause: () => Promise<void>) => {
        const rows = await unpublished();
        await publisherTo(topic, pause).send(rows.map(toEnvelope));
        const id = In(rows.map((row) => row.id));
        await transaction(db, (tx) => tx.update(OutboxTable, { id }, { publishedAt: systemClock() }));
      };
      const { found } = await pausedRelay(db)(
        'dec_stale_naive',
        (pause, topic) => relay(topic, pause),
        (topic) => relay(topic, async () => undefined),
      );
      return found;
    },
    real: () => fenced(db, 'dec_stale_real'),
  };
}

/** Two relays share rows and not keys: the paused one has the first of a key, and the other sends the second. */
export function rowsShared(db: Database): Control {
  return {
    name: 'relays that share out events and not their keys',
    naive: async () => {
      const subject = 'dec_shared_naive';
      const relay = async (sequence: number, topic: Told[], pause: () => Promise<void>) => {
        const row = await db.read.findOneByOrFail(OutboxTable, { subject, sequence });
        await publisherTo(topic, pause).send([toEnvelope(row)]);
        await transaction(db, (tx) => tx.update(OutboxTable, { id: row.id }, { publishedAt: systemClock() }));
      };
      const { found } = await pausedRelay(db)(
        subject,
        (pause, topic) => relay(1, topic, pause),
        (topic) => relay(2, topic, async () => undefined),
      );
      return found;
    },
    real: () => fenced(db, 'dec_shared_real'),
  };
}

/** The second event of a key comes first. */
export function takenAsItComes(speaker: Database, listener: Database): Control {
  const bring = async (subject: `dec_${string}`, take: (event: Envelope) => Promise<unknown>) => {
    await transaction(speaker, async (tx) => {
      for (let i = 0; i < 2; i++) await tell(tx, subject);
    });
    const rows = await speaker.read.find(OutboxTable, { where: { subject }, order: { sequence: 'DESC' } });
    for (const row of rows) await take(toEnvelope(row));
    return checkEffects(rows.map(toTold), await effectsOf(listener, subject));
  };
  return {
    name: 'an inbox that drops what it has and takes the rest as it comes',
    naive: () => {
      const seen = new Set<string>();
      return bring('dec_early_naive', async (event) => {
        if (!seen.has(event.id)) await takeUnseen(listener, event);
        seen.add(event.id);
      });
    },
    real: () => bring('dec_early_real', (event) => receive(listener, line.listener, event, systemClock)),
  };
}

/** What took effect of a key, in that order. */
const effectsOf = async (listener: Database, subject: string): Promise<readonly Told[]> =>
  (await listener.read.find(EffectTable, { where: { subject }, order: { place: 'ASC' } })).map(
    ({ eventId, sequence }) => ({ id: eventId, subject, sequence: Number(sequence) }),
  );

/** Does what an event asks, and looks at nothing before. */
const takeUnseen = (listener: Database, event: Envelope) => {
  const [{ contract, handle }] = line.listener.subscriptions as [
    (typeof line.listener.subscriptions)[number],
  ];
  return transaction(listener, (tx) =>
    handle(tx, { ...event, data: contract.data.parse(event.data) } as never, systemClock()),
  );
};

/** Two deposits read the balance before either of them writes it. */
export function readThenWrite(db: Database): Control {
  const twiceAtOnce = async (id: string, deposit: (meet: () => Promise<void>) => Promise<unknown>) => {
    await transaction(db, (tx) => tx.insert(AccountTable, { id, version: 1, balance: 0 }));
    const both = gate();
    let here = 0;
    const meet = () => {
      if (++here >= 2) both.open();
      return both.opened;
    };
    await Promise.all([deposit(meet), deposit(meet)]);
    const { balance } = await db.read.findOneByOrFail(AccountTable, { id });
    return checkBalance(2, balance);
  };
  return {
    name: 'reading and then writing, without comparing',
    naive: () =>
      twiceAtOnce('naive', (meet) =>
        transaction(db, async (tx) => {
          const { balance } = await tx.findOneByOrFail(AccountTable, { id: 'naive' });
          await meet();
          await tx.update(AccountTable, { id: 'naive' }, { balance: balance + 1 });
        }),
      ),
    real: () =>
      twiceAtOnce('real', (meet) =>
        transaction(db, async (tx) => {
          const account = await tx.findOneByOrFail(AccountTable, { id: 'real' });
          await meet();
          await compareAndSet(tx, AccountTable, { ...account, balance: account.balance + 1 });
        }),
      ),
  };
}

/** An event is brought again, because whoever brought it never learned that it had come. */
export function broughtTwice(speaker: Database, listener: Database): Control {
  const bring = async (subject: `dec_${string}`, take: (event: Envelope) => Promise<unknown>) => {
    await transaction(speaker, (tx) => tell(tx, subject));
    const [row] = await speaker.read.findBy(OutboxTable, { subject });
    const event = toEnvelope(row!);
    await take(event);
    await take(event);
    return checkEffects([toTold(event)], await effectsOf(listener, subject));
  };
  return {
    name: 'an inbox without its duplicate check',
    naive: () => bring('dec_twice_naive', (event) => takeUnseen(listener, event)),
    real: () => bring('dec_twice_real', (event) => receive(listener, line.listener, event, systemClock)),
  };
}

/** The broker stores what a producer sends, and its answer never comes. */
export function answerLost(brokers: string, readTopic: () => Promise<readonly Told[]>): Control {
  const topic = topicOf('property-management');
  const subject = 'pmc_lost';
  const message = ({ id, sequence }: Told) => ({
    key: subject,
    value: '{}',
    partition: 0,
    headers: { ce_id: id, ce_subject: subject, ce_sequence: String(sequence) },
  });
  const open = async () => {
    let deaf = false;
    const kafka = new Kafka({
      brokers: [brokers],
      logLevel: logLevel.NOTHING,
      // Fewer it does not take.
      retry: { retries: 1, initialRetryTime: 50 },
      socketFactory: ({ host, port, onConnect }) => {
        const socket = connect({ host, port }, onConnect);
        const emit = socket.emit.bind(socket) as (name: string, ...rest: unknown[]) => boolean;
        socket.emit = (name: string, ...rest: unknown[]) => {
          if (!deaf || name !== 'data') return emit(name, ...rest);
          // The connection breaks with the answer on it.
          socket.destroy(Object.assign(new Error('Cut off'), { code: 'ECONNRESET' }));
          return true;
        };
        return socket;
      },
    });
    const connected = async () => {
      const producer = kafka.producer({
        allowAutoTopicCreation: false,
        idempotent: true,
        maxInFlightRequests: 1,
        createPartitioner: () => () => 0,
      });
      await producer.connect();
      return producer;
    };
    return { connected, setDeaf: (value: boolean) => void (deaf = value) };
  };
  const events = (name: string): Told[] =>
    [1, 2, 3].map((sequence) => ({ id: `evt_${name}_${sequence}`, subject, sequence }));
  const run = async (name: string, startAgain: boolean) => {
    const { connected, setDeaf } = await open();
    let producer = await connected();
    const [first, second, third] = events(name) as [Told, Told, Told];
    const send = (event: Told) => producer.send({ topic, acks: -1, messages: [message(event)] });
    await send(first);
    setDeaf(true);
    const rejected = await send(second).then(
      () => false,
      () => true,
    );
    setDeaf(false);
    if (!rejected) throw new Error('The answer was not lost');
    if (startAgain) {
      void producer.disconnect().catch(() => undefined);
      producer = await connected();
      await send(second);
    }
    // Acknowledged, whatever became of it.
    await send(third);
    await producer.disconnect();
    const own = new Set(events(name).map(({ id }) => id));
    return checkTopic(
      events(name),
      (await readTopic()).filter(({ id }) => own.has(id)),
    );
  };
  return {
    name: 'going on with other events after a send was rejected',
    naive: () => run('naive', false),
    real: () => run('real', true),
  };
}
