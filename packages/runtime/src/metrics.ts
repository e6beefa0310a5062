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

  const depth = gauge('anju_outbox_events', 'Events that happened here and are not published yet.');
  const age = gauge(
    'anju_outbox_oldest_seconds',
    'How long the oldest of them has waited; 0 where there is none.',
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
    'Records of a topic that are no event, or are a second one in the place of another.',
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
    depth.set(Number(events));
    age.set((oldest && ageOf(oldest)) || 0);
  };
  const readInbox = async () => {
    const stateOf = (state: InboxState) => db.read.countBy(InboxTable, { consumer: consumer.name, state });
    parked.set(await stateOf('PARKED'));
    refused.set(await stateOf('REFUSED'));
    gaps.set((await findGaps(db, consumer)).length);
  };
  const readLag = async () => {
    // What is not known now is not told as it was.
    lag.reset();
    for (const [topic, events] of await delivery.lag(consumer)) lag.set({ topic }, events);
  };
  return {
    read: async () => {
      const parts = [readOutbox(), readInbox(), readLag()];
      for (const part of await Promise.allSettled(parts))
        if (part.status === 'rejected') log.warn({ err: part.reason as unknown }, 'not measured');
      return registry.metrics();
    },
    plugin: countRefusals((code, rule) => refusals.inc({ code, rule })),
  };
}

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
