import { setTimeout as wait } from 'node:timers/promises';
import type { ApolloServerPlugin } from '@apollo/server';
import { uuidV7Time } from '@anju/values/id';
import { OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { IsNull } from 'typeorm';
import type { Consumer } from './consumer';
import type { Context } from './context';
import type { Database } from './database';
import type { Delivery } from './delivery';
import { findGaps } from './gaps';
import { type InboxState, InboxTable } from './inbox.table';
import { OutboxTable } from './outbox';
import { watchTrouble } from './trouble';

export interface Metrics {
  /** In the text format of Prometheus. */
  readonly read: () => Promise<string>;
  readonly plugin: ApolloServerPlugin<Context>;
}

const secondsToHours = [0.1, 0.5, 1, 5, 15, 60, 300, 1800, 3600, 21_600, 86_400];

/** All that is counted and measured of one service. `docs/operations/events.md` says what to do about each. */
export function createMetrics(db: Database, consumer: Consumer, delivery: Delivery, log: Logger): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service: consumer.name });
  const registers = [registry];
  const gauge = <L extends string = never>(name: string, help: string, labelNames: L[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  const counter = <L extends string = never>(name: string, help: string, labelNames: L[] = []) =>
    new Counter({ name, help, labelNames, registers });
  const histogram = (name: string, help: string, buckets?: number[]) =>
    new Histogram({ name, help, registers, ...(buckets ? { buckets } : {}) });

  const depth = gauge(
    'anju_outbox_events',
    'Events that happened here and are to be published: not yet, or once more.',
  );
  const age = gauge(
    'anju_outbox_oldest_seconds',
    'How long ago the oldest of them happened; 0 where there is none.',
  );
  const sending = histogram(
    'anju_publish_seconds',
    'How long the other side took to take a batch of events.',
  );
  const unsent = counter('anju_publish_failures_total', 'Batches that were not taken, and are sent again.');
  const handling = histogram('anju_handling_seconds', 'How long an event of others took to be handled.');
  const delay = histogram(
    'anju_event_delay_seconds',
    'From when an event happened elsewhere until it was handled here.',
    secondsToHours,
  );
  const lag = gauge('anju_consumer_lag_events', 'Events on a topic that were not taken from it yet.', [
    'topic',
  ]);
  const parked = gauge('anju_inbox_parked_keys', 'Aggregates that stand still because an event failed.');
  const refused = gauge(
    'anju_inbox_refused_records',
    'Records of a topic that are no event, cannot be kept, or are a second one in the place of another.',
  );
  const gaps = gauge('anju_inbox_held_keys', 'Aggregates that wait for an event that did not come.');
  const retries = counter('anju_transaction_retries_total', 'Transactions done again after a conflict.');
  const noRoom = counter(
    'anju_no_room_total',
    'Transactions given up, because the database has no room left.',
  );
  const refusals = counter('anju_refusals_total', 'Mutations refused, by reason and rule.', ['code', 'rule']);

  db.measured.add((measured) => {
    if (measured.what === 'TRIED_AGAIN') return retries.inc();
    if (measured.what === 'NO_ROOM') return noRoom.inc();
    if (measured.what === 'NOT_SENT') return unsent.inc();
    if (measured.what === 'SENT') return sending.observe(measured.seconds);
    handling.observe(measured.seconds);
    const seconds = ageOf(measured.eventId);
    if (seconds !== null) delay.observe(seconds);
  });

  const readOutbox = async () => {
    const { events, oldest } = (await db.read
      .createQueryBuilder(OutboxTable, 'outbox')
      .select('COUNT(*)', 'events')
      .addSelect('MIN(outbox.id)', 'oldest')
      .where({ publishedAt: IsNull() })
      .getRawOne<{ events: unknown; oldest: string | null }>())!;
    return { events: Number(events), seconds: (oldest && ageOf(oldest)) || 0 };
  };
  const count = (state: InboxState) => db.read.countBy(InboxTable, { consumer: consumer.name, state });
  // Not 0 before it is known, nor as it was once where it is not known any more.
  const forget = () => [depth, age, parked, refused, gaps].forEach((each) => each.remove());
  const readDatabase = async () => {
    forget();
    const asked = Promise.all([readOutbox(), count('PARKED'), count('REFUSED'), findGaps(db, consumer)]);
    const [outbox, parkedKeys, refusedRecords, held] = await soon(asked);
    depth.set(outbox.events);
    age.set(outbox.seconds);
    parked.set(parkedKeys);
    refused.set(refusedRecords);
    gaps.set(held.length);
  };
  const readLag = async () => {
    lag.reset();
    for (const [topic, events] of await delivery.lag(consumer)) lag.set({ topic }, events);
  };
  const trouble = watchTrouble(log, { begins: 'not all is measured', ends: 'all is measured again' });
  return {
    read: async () => {
      const parts = await Promise.allSettled([readDatabase(), readLag()]);
      const failed = parts.find((part) => part.status === 'rejected');
      if (failed) trouble.failed(failed.reason);
      else trouble.over();
      return registry.metrics();
    },
    plugin: countRefusals((code, rule) => refusals.inc({ code, rule })),
  };
}

/** Whoever measures waits no longer: what hangs is not known. */
const soonMs = 3_000;

const soon = <T>(asked: Promise<T>): Promise<T> =>
  Promise.race([
    asked,
    wait(soonMs, null, { ref: false }).then(() => {
      throw new Error(`The database did not answer within ${soonMs} ms`);
    }),
  ]);

/** By the event's id, which is of real time, where the sandbox's clock may have leapt since. */
function ageOf(eventId: string): number | null {
  const told = uuidV7Time(eventId.slice(eventId.indexOf('_') + 1));
  return told && Math.max(0, (Date.now() - Date.parse(told)) / 1000);
}

/** Whatever the client asked to see of it: a refusal is what the resolver of a mutation returns. */
const countRefusals = (count: (code: string, rule: string) => void): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    executionDidStart: async ({ operation }) =>
      operation.operation === OperationTypeNode.MUTATION
        ? {
            willResolveField: ({ info }) =>
              info.path.prev
                ? undefined
                : (_, result) => {
                    const { __typename, code, rule } = (result ?? {}) as Partial<Record<string, string>>;
                    if (__typename?.endsWith('Refusal') && code) count(code, rule ?? '');
                  },
          }
        : {},
  }),
});
