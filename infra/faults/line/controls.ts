import { connect } from 'node:net';
import { topicOf } from '@anju/events/topic';
import type { Envelope } from '@anju/events/define-event';
import type { Database } from '@anju/runtime/database';
import { receive } from '@anju/runtime/inbox';
import { OutboxTable, toEnvelope } from '@anju/runtime/outbox';
import { publishPending, type Publisher } from '@anju/runtime/relay';
import { compareAndSet, transaction } from '@anju/runtime/transaction';
import { systemClock } from '@anju/values/time';
import { Kafka, logLevel } from 'kafkajs';
import { MoreThan } from 'typeorm';
import { checkBalance, checkEffects, checkTopic, type Told } from './checker';
import { AccountTable, EffectTable, line, tell } from './line';

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
    const effects = await listener.read.find(EffectTable, { where: { subject }, order: { place: 'ASC' } });
    const done = effects.map(({ eventId, sequence }) => ({
      id: eventId,
      subject,
      sequence: Number(sequence),
    }));
    return checkEffects([toTold(event)], done);
  };
  const [{ contract, handle }] = line.listener.subscriptions as [
    (typeof line.listener.subscriptions)[number],
  ];
  return {
    name: 'an inbox without its duplicate check',
    naive: () =>
      bring('dec_twice_naive', (event) =>
        transaction(listener, (tx) =>
          handle(tx, { ...event, data: contract.data.parse(event.data) } as never, systemClock()),
        ),
      ),
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
